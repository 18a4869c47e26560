"""/api/v1/sync: batches, pulls and last words of tablets."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.gzip import gzip_page
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.accounts.roles import Role
from backend.api.authentication import bound_device, header_device, header_signature
from backend.api.base import Listing, Noun, Verb, person_of
from backend.sync import reading
from backend.sync.models import Quarantined
from backend.sync.selectors import quarantined
from backend.sync.services import escrow, journals, opening, pull, push, quarantine

JOURNAL_ROLES = (Role.REGISTRAR, Role.PLATFORM_ADMIN)
DEVICE = OpenApiParameter("Xingjian-Device", OpenApiTypes.UUID, OpenApiParameter.HEADER)
SIGNATURE = OpenApiParameter("Xingjian-Signature", OpenApiTypes.STR, OpenApiParameter.HEADER)


class Batch(serializers.Serializer[Any]):
    """Shown in the schema only: single operations are judged one by one, not by a serializer."""

    operations = serializers.ListField(child=serializers.DictField(), max_length=500)
    sent_at = serializers.DateTimeField(required=False)


@method_decorator(gzip_page, name="dispatch")
class PushSync(APIView):
    """POST /sync/push: one receipt for every operation (上传操作批次)."""

    @extend_schema(request=Batch, responses=OpenApiTypes.OBJECT, parameters=[DEVICE, SIGNATURE])
    def post(self, request: Request) -> Response:
        """Read within the limits, then take in."""
        gzipped = request.headers.get("Content-Encoding", "").lower() == "gzip"
        body = reading.read_body(request._request.read, gzipped=gzipped)
        return Response(
            push.push(
                device_id=header_device(request),
                person=person_of(request),
                body=body,
                signature=header_signature(request),
            )
        )


@method_decorator(gzip_page, name="dispatch")
class PullSync(Noun):
    """GET /sync/pull: what the tablet has not heard yet (下行同步)."""

    @extend_schema(
        responses=OpenApiTypes.OBJECT,
        parameters=[DEVICE, OpenApiParameter("cursor"), OpenApiParameter("state")],
    )
    def get(self, request: Request) -> Response:
        """Read on from the cursor."""
        return Response(
            pull.pull(
                device_id=header_device(request),
                person=person_of(request),
                bound=bound_device(request) is not None,
                cursor=request.query_params.get("cursor", ""),
                state=request.query_params.get("state", ""),
            )
        )


class EscrowSync(APIView):
    """POST /sync/escrow: ciphertext of a tablet, by its signature alone (失管平板托管)."""

    authentication_classes: list[Any] = []  # a revoked tablet's login must not stand in the way

    @extend_schema(
        request=OpenApiTypes.BINARY,
        responses=OpenApiTypes.OBJECT,
        parameters=[DEVICE, SIGNATURE],
    )
    def post(self, request: Request) -> Response:
        """Keep the piece and give a signed receipt."""
        body = escrow.read_piece(request._request.read)
        kept = escrow.escrow(
            device_id=header_device(request), body=body, signature=header_signature(request)
        )
        return Response(kept, status=201)


class QuarantinedOutput(serializers.ModelSerializer[Quarantined]):
    """One thing set aside; its content as it came, where that is text."""

    content = serializers.SerializerMethodField()

    class Meta:
        model = Quarantined
        fields = (
            "id",
            "kind",
            "reason",
            "device_id",
            "person_id",
            "operation_id",
            "visit_id",
            "digest",
            "length",
            "state",
            "tries",
            "answer",
            "about",
            "content",
            "recorded_at",
        )

    def get_content(self, row: Quarantined) -> str:
        """Give an operation as sent; batches and ciphertext stay where they are."""
        operation = row.kind == Quarantined.Kind.OPERATION
        return bytes(row.content).decode("ascii", "replace") if operation else ""


class Wanted(serializers.Serializer[Any]):
    """What a list may be narrowed by."""

    state = serializers.ChoiceField(Quarantined.State.choices, required=False)
    kind = serializers.ChoiceField(Quarantined.Kind.choices, required=False)


class ListQuarantine(Listing):
    """GET /sync/quarantine?state=&kind=: what was set aside, newest first (待处理区)."""

    Query = Wanted
    Output = QuarantinedOutput

    def get(self, request: Request) -> Response:
        """Give one page."""
        return self.page(request, quarantined(person_of(request), **self.asked(request)))


class RetryQuarantined(Verb):
    """POST /sync/quarantine/{id}/retry: try again what was set aside (重新处理)."""

    Output = QuarantinedOutput

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> Any:
        """Call the service, for a tablet of the caller's own area."""
        person = person_of(request)
        row = get_object_or_404(quarantined(person), pk=kwargs["quarantined_id"])
        return quarantine.retry_quarantined(quarantined_id=row.pk, actor=str(person.pk))


class OpenEscrow(Verb):
    """POST /sync/escrow/{id}/open: a piece of ciphertext, with the office's key (解开托管密文)."""

    Output = QuarantinedOutput

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> Any:
        """Call the service, for a tablet of the caller's own area."""
        person = person_of(request)
        row = get_object_or_404(quarantined(person), pk=kwargs["quarantined_id"])
        return opening.open_escrow(quarantined_id=row.pk, actor=str(person.pk))


class JournalImported(serializers.Serializer[Any]):
    """The pieces that were kept, and what was wrong with the others."""

    pieces = serializers.ListField(child=serializers.UUIDField())
    faults = serializers.ListField(child=serializers.DictField())


class ImportJournal(Verb):
    """POST /sync/journals: an exported journal as a file; it is opened in the background."""

    status = 201
    Output = JournalImported

    class Input(serializers.Serializer[Any]):
        file = serializers.FileField()

    def run(self, request: Request, data: dict[str, Any], **kwargs: Any) -> Any:
        """Call the service."""
        person = person_of(request)
        return journals.import_journal(file=data["file"].file, by=person, roles=JOURNAL_ROLES)


urlpatterns = [
    path("sync/push", PushSync.as_view(), name="sync-push"),
    path("sync/pull", PullSync.as_view(), name="sync-pull"),
    path("sync/escrow", EscrowSync.as_view(), name="sync-escrow"),
    path("sync/escrow/<uuid:quarantined_id>/open", OpenEscrow.as_view(), name="open-escrow"),
    path("sync/journals", ImportJournal.as_view(), name="import-journal"),
    path("sync/quarantine", ListQuarantine.as_view(), name="quarantine"),
    path(
        "sync/quarantine/<uuid:quarantined_id>/retry",
        RetryQuarantined.as_view(),
        name="retry-quarantined",
    ),
]
