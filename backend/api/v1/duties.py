"""/api/v1/duties, duty-kinds, duty-files: the duty ledger and its signed files (履职台账)."""

from typing import Any
from uuid import UUID

from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.models import Region
from backend.accounts.roles import Role
from backend.accounts.selectors import holds_any, scope
from backend.api.base import Listing, Noun, Verb, person_of
from backend.core.refusals import Forbidden, Missing
from backend.duties import selectors, services
from backend.duties.models import Duty, DutyFile, DutyKind, Excuse
from backend.registers.models import Site

KEEPERS = (Role.HEAD, Role.REVIEWER)
STATES = [*Duty.State.values, selectors.DONE_LATE]


class DutyLine(serializers.BaseSerializer[Duty]):
    """One duty with its kind's basis, source and confidence."""

    def to_representation(self, instance: Duty) -> dict[str, Any]:
        """Say it."""
        return selectors.duty_line(instance)


class FileLine(serializers.BaseSerializer[DutyFile]):
    """One file and how far it is."""

    def to_representation(self, instance: DutyFile) -> dict[str, Any]:
        """Say it."""
        return selectors.file_line(instance)


class Wanted(serializers.Serializer[Any]):
    """What a list may be narrowed by."""

    kind = serializers.SlugField(max_length=40, required=False)
    part = serializers.ChoiceField(DutyKind.Part.choices, required=False)
    state = serializers.ChoiceField(STATES, required=False)
    site = serializers.UUIDField(required=False)
    visit = serializers.UUIDField(required=False)
    region = serializers.RegexField(r"^[0-9]{6,12}$", required=False)
    year = serializers.IntegerField(min_value=2000, max_value=2100, required=False)


class Duties(Listing):
    """GET /duties?kind=&part=&state=&site=&visit=&region=&year=."""

    Query = Wanted
    Output = DutyLine

    def get(self, request: Request) -> Response:
        """Answer a page, by the day the term began, the newest first."""
        rows = selectors.filtered(selectors.visible_to(person_of(request)), self.asked(request))
        return self.page(request, rows)


class OneDuty(Noun):
    """GET /duties/{id}."""

    def get(self, request: Request, duty_id: UUID) -> Response:
        """Answer it."""
        return Response(selectors.duty_line(found(request, duty_id)))


class Kinds(Noun):
    """GET /duty-kinds: what is owed by which rule, from which source, how sure."""

    def get(self, request: Request) -> Response:
        """Answer the kinds that hold today."""
        return Response([_kind(one) for one in selectors.kinds_now()])


class ExcuseDuty(Verb):
    """POST /duties/{id}/excuse (免责)."""

    class Input(serializers.Serializer[Any]):
        excuse = serializers.ChoiceField(Excuse.choices)
        reason = serializers.CharField(max_length=300)
        seen_version = serializers.IntegerField(min_value=1, required=False, default=None)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Excuse."""
        duty = mine(request, kwargs["duty_id"])
        services.excuse_duty(duty_id=duty.pk, by=person_of(request), **data)
        return selectors.duty_line(found(request, duty.pk))


class NoteDutyDone(Verb):
    """POST /duties/{id}/note-done: done outside of the system, with its document (登记办结)."""

    class Input(serializers.Serializer[Any]):
        done_on = serializers.DateField()
        document = serializers.CharField(max_length=120)
        seen_version = serializers.IntegerField(min_value=1, required=False, default=None)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Note."""
        duty = mine(request, kwargs["duty_id"])
        services.note_duty_done(duty_id=duty.pk, by=person_of(request), **data)
        return selectors.duty_line(found(request, duty.pk))


class Files(Listing):
    """GET /duty-files."""

    Output = FileLine

    def get(self, request: Request) -> Response:
        """Answer a page, newest first."""
        return self.page(request, selectors.files_visible_to(person_of(request)))


class OneFile(Noun):
    """GET /duty-files/{id}: how far it is; its paper is read under /papers."""

    def get(self, request: Request, file_id: UUID) -> Response:
        """Answer it."""
        row = selectors.files_visible_to(person_of(request)).filter(pk=file_id).first()
        if row is None:
            raise Missing(f"no file {file_id}")
        return Response(selectors.file_line(row))


class AskSiteFile(Verb):
    """POST /sites/{id}/file (一院一档): made and signed in the background."""

    class Input(serializers.Serializer[Any]):
        from_on = serializers.DateField()
        until_on = serializers.DateField()

    status = 202

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Ask."""
        person = person_of(request)
        sites = Site.objects.filter(scope(person)).select_related("region")
        site = sites.filter(pk=kwargs["site_id"]).first()
        if site is None:
            raise Missing(f"no site {kwargs['site_id']}")
        _demand_keeper(request, site.region)
        row = services.ask_for_file(region=site.region, site=site, by=person, **data)
        return selectors.file_line(row)


class AskLedger(Verb):
    """POST /regions/{code}/duty-ledger (履职台账): made and signed in the background."""

    Input = AskSiteFile.Input
    status = 202

    def run(self, request: Request, data: dict[str, Any], **kwargs: str) -> dict[str, Any]:
        """Ask."""
        person = person_of(request)
        region = Region.objects.filter(scope(person, field=""), pk=kwargs["region"]).first()
        if region is None:
            raise Missing(f"no region {kwargs['region']}")
        _demand_keeper(request, region)
        row = services.ask_for_file(region=region, site=None, by=person, **data)
        return selectors.file_line(row)


def found(request: Request, duty_id: UUID) -> Duty:
    """Give a duty the caller may see; raises Missing."""
    duty = selectors.visible_to(person_of(request)).filter(pk=duty_id).first()
    if duty is None:
        raise Missing(f"no duty {duty_id}")
    return duty


def mine(request: Request, duty_id: UUID) -> Duty:
    """Give a duty of a region where the caller may excuse it; raises Missing, Forbidden."""
    duty = found(request, duty_id)
    _demand_keeper(request, duty.region)
    return duty


def _demand_keeper(request: Request, region: Region) -> None:
    if not holds_any(person_of(request), KEEPERS, region):
        raise Forbidden("your role does not reach this region")


def _kind(kind: DutyKind) -> dict[str, Any]:
    names = ("code", "part", "title_zh", "title_en", "owner", "subject", "start_zh", "start_en")
    more = ("term_zh", "term_en", "unit", "amount", "basis", "source", "confidence", "note")
    said = {name: getattr(kind, name) for name in (*names, *more, "excuses", "by_hand")}
    return {**said, "valid_from": kind.valid_from.isoformat()}


urlpatterns = [
    path("duties", Duties.as_view(), name="list-duties"),
    path("duties/<uuid:duty_id>", OneDuty.as_view(), name="duty"),
    path("duties/<uuid:duty_id>/excuse", ExcuseDuty.as_view(), name="excuse-duty"),
    path("duties/<uuid:duty_id>/note-done", NoteDutyDone.as_view(), name="note-duty-done"),
    path("duty-kinds", Kinds.as_view(), name="duty-kinds"),
    path("duty-files", Files.as_view(), name="duty-files"),
    path("duty-files/<uuid:file_id>", OneFile.as_view(), name="duty-file"),
    path("sites/<uuid:site_id>/file", AskSiteFile.as_view(), name="ask-site-file"),
    path("regions/<str:region>/duty-ledger", AskLedger.as_view(), name="ask-duty-ledger"),
]
