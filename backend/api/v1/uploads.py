"""/api/v1/uploads: tus 1.0 for the bytes of evidence."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import path, reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.accounts.device import active
from backend.api.authentication import header_device
from backend.api.base import person_of
from backend.sync.models import Upload
from backend.sync.uploads import tus
from backend.sync.uploads.create import create_upload
from backend.sync.uploads.receive import end_upload, receive, stand, upload_of


def _standing(upload: Upload) -> dict[str, str]:
    return {
        "Upload-Offset": str(upload.offset),
        "Upload-Length": str(upload.length),
        "Upload-Expires": tus.http_date(upload.expires_at),
        "Cache-Control": "no-store",
    }


def _take(request: Request, upload: Upload, offset: int) -> Upload:
    """Stream the body in; REST framework's parsers never see it."""
    headers = request.headers
    tus.demand_body_type(headers)
    length = tus.whole(headers, "Content-Length")
    checksum = tus.checksum(headers)
    return receive(upload, offset, request._request.read, stated=length, checksum=checksum)


class Tus(APIView):
    """What every answer of the protocol carries."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse other versions of the protocol."""
        super().initial(request, *args, **kwargs)
        if request.method != "OPTIONS":
            tus.demand_version(request.headers)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Name the version, errors included."""
        response["Tus-Resumable"] = tus.VERSION
        return super().finalize_response(request, response, *args, **kwargs)


@extend_schema(exclude=True)
class CreateUpload(Tus):
    """POST /uploads/: begin; OPTIONS: what is offered (新建上传)."""

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Say what is spoken here."""
        return Response(status=204, headers=tus.OFFER)

    def post(self, request: Request) -> Response:
        """Make an upload, with its first bytes where the body has some."""
        headers: Mapping[str, str] = request.headers
        upload = create_upload(
            device=active(header_device(request)),
            person=person_of(request),
            evidence_id=tus.evidence_id(headers),
            length=tus.whole(headers, "Upload-Length"),
        )
        if headers.get("Content-Type") == tus.BODY and upload.state == Upload.State.RECEIVING:
            upload = _take(request, upload, 0)
        where = reverse("upload", kwargs={"upload_id": upload.pk})
        return Response(
            status=201,
            headers={"Location": request.build_absolute_uri(where), **_standing(upload)},
        )


@extend_schema(exclude=True)
class ResumeUpload(Tus):
    """HEAD, PATCH, DELETE /uploads/{id} (续传)."""

    def head(self, request: Request, upload_id: UUID) -> Response:
        """Say how far it is."""
        upload = stand(upload_of(upload_id, active(header_device(request))))
        return Response(status=200, headers=_standing(upload))

    def patch(self, request: Request, upload_id: UUID) -> Response:
        """Take the next bytes."""
        upload = upload_of(upload_id, active(header_device(request)))
        upload = _take(request, upload, tus.whole(request.headers, "Upload-Offset"))
        return Response(status=204, headers=_standing(upload))

    def delete(self, request: Request, upload_id: UUID) -> Response:
        """Stop it."""
        end_upload(upload_of(upload_id, active(header_device(request))))
        return Response(status=204)


urlpatterns = [
    path("uploads/", CreateUpload.as_view(), name="upload-create"),
    path("uploads/<uuid:upload_id>", ResumeUpload.as_view(), name="upload"),
]
