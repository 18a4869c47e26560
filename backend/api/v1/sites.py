"""/api/v1/sites, /site-imports, /legal-persons: the register of homes."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from rest_framework import serializers
from rest_framework.fields import empty
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.models import Person
from backend.accounts.roles import Role
from backend.accounts.selectors import people_of
from backend.api.base import Listing, Noun, Verb, caller_of, person_of
from backend.api.methods import read_and_write
from backend.core import clock
from backend.registers import selectors, services
from backend.registers.models import HomeManager, Site, SiteImport
from backend.registers.sheet.template import template

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Subtree(serializers.RegexField):
    """The code of a region, for it and everything below."""

    def __init__(self, **rest: Any) -> None:
        super().__init__(r"^[0-9]{6,12}$", **rest)

    def run_validation(self, data: Any = empty) -> str:
        """Give the part of a path."""
        return f"{super().run_validation(data)}/"


class SiteOutput(serializers.ModelSerializer[Site]):
    """One site as the office and its home see it."""

    uscc = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # Field has a label too
    holder = serializers.CharField(source="legal_person.name", default="")
    legal_person = serializers.UUIDField(source="legal_person_id", allow_null=True)
    region_name = serializers.CharField(source="region.name")
    kind_name = serializers.CharField(source="kind.name")
    state_name = serializers.CharField(source="get_state_display")

    class Meta:
        model = Site
        fields = (
            *("id", "label", "uscc", "number", "name", "legal_person", "holder"),
            *("region", "region_name", "address", "beds", "kind", "kind_name", "state"),
            *("state_name", "filing_number", "filed_on", "phone", "version"),
        )


class ImportOutput(serializers.ModelSerializer[SiteImport]):
    """One import with its preview: what each row would do, or what is wrong."""

    counts = serializers.SerializerMethodField()

    class Meta:
        model = SiteImport
        fields = (
            *("id", "file_name", "file_digest", "uploaded_at", "state", "counts"),
            *("faults", "rows", "applied_at"),
        )

    def get_counts(self, found: SiteImport) -> dict[str, int]:
        """Count what the rows do, and the errors."""
        return {**services.counts(found), "faults": len(found.faults)}


class ImportLine(serializers.ModelSerializer[SiteImport]):
    """One import in the list."""

    class Meta:
        model = SiteImport
        fields = ("id", "file_name", "file_digest", "uploaded_at", "state", "applied_at")


class Template(Noun):
    """GET /site-imports/template: the empty sheet (名录导入模板)."""

    file_type = XLSX

    def get(self, request: Request) -> HttpResponse:
        """Give the file."""
        answer = HttpResponse(template(selectors.kind_names()), content_type=self.file_type)
        answer["Content-Disposition"] = 'attachment; filename="site-import-template.xlsx"'
        return answer


class ImportSites(Verb):
    """POST /site-imports (multipart: file): preview with every error by row and column."""

    Output = ImportOutput
    status = 201

    class Input(serializers.Serializer[Any]):
        file = serializers.FileField(allow_empty_file=True)

    def run(self, request: Request, data: dict[str, Any], **kwargs: Any) -> Any:
        """Preview."""
        file = data["file"]
        return services.import_sites(data=file.read(), file_name=file.name, by=person_of(request))


class SiteImports(Listing):
    """GET /site-imports: my imports."""

    Output = ImportLine

    def get(self, request: Request) -> Response:
        """Answer a page."""
        return self.page(request, selectors.imports_of(person_of(request)))


class OneImport(Noun):
    """GET /site-imports/{id}."""

    Output = ImportOutput

    def get(self, request: Request, import_id: UUID) -> Response:
        """Answer it."""
        found = get_object_or_404(selectors.imports_of(person_of(request)), pk=import_id)
        return Response(self.Output(found).data)


class ApplySiteImport(Verb):
    """POST /site-imports/{id}/apply: all rows, or none."""

    Output = ImportOutput

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> Any:
        """Apply."""
        return services.apply_site_import(import_id=kwargs["import_id"], by=person_of(request))


class WantedSites(serializers.Serializer[Any]):
    """What a list may be narrowed by."""

    kind = serializers.CharField(max_length=24, required=False)
    state = serializers.ChoiceField(Site.State.choices, required=False)
    name = serializers.CharField(source="name__icontains", max_length=60, required=False)
    region = Subtree(source="region__path__contains", required=False)


class Sites(Listing):
    """GET /sites?region=&kind=&state=&name=."""

    Query = WantedSites
    Output = SiteOutput

    def get(self, request: Request) -> Response:
        """Answer a page, by name."""
        rows = selectors.sites_visible_to(person_of(request)).filter(**self.asked(request))
        return self.page(request, rows, ordering="name")


class OneSite(Noun):
    """GET /sites/{id}, with who holds which part today."""

    def get(self, request: Request, site_id: UUID) -> Response:
        """Answer it."""
        site = get_object_or_404(selectors.sites_visible_to(person_of(request)), pk=site_id)
        parties = selectors.parties_on(site, clock.today())
        told = {
            role: {"name": party.name, "uscc": party.uscc, "since": party.valid_from.isoformat()}
            for role, party in parties.items()
        }
        return Response({**SiteOutput(site).data, "parties": told})


class ManagerInput(serializers.Serializer[Any]):
    """Who is appointed."""

    person = serializers.UUIDField()


def _appointee(request: Request, person_id: UUID) -> Person:
    return get_object_or_404(people_of(request.user, Role.REGISTRAR), pk=person_id)


def _appointed(manager: HomeManager) -> dict[str, Any]:
    return {
        "id": str(manager.pk),
        "person": str(manager.person_id),
        "legal_person": manager.legal_person_id,
        "site": manager.site_id,
        "valid_from": manager.valid_from.isoformat(),
    }


class AppointHomeManager(Verb):
    """POST /legal-persons/{id}/managers."""

    Input = ManagerInput
    status = 201

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Appoint for every site of the holder."""
        mine = selectors.legal_persons_of_office(person_of(request), Role.REGISTRAR)
        manager = services.appoint_home_manager(
            legal_person=get_object_or_404(mine, pk=kwargs["holder_id"]),
            person=_appointee(request, data["person"]),
            actor=caller_of(request),
        )
        return _appointed(manager)


class AppointSiteManager(Verb):
    """POST /sites/{id}/managers, for a place without holder."""

    Input = ManagerInput
    status = 201

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Appoint for this place."""
        mine = selectors.sites_of_office(person_of(request), Role.REGISTRAR)
        manager = services.appoint_home_manager(
            site=get_object_or_404(mine, pk=kwargs["site_id"]),
            person=_appointee(request, data["person"]),
            actor=caller_of(request),
        )
        return _appointed(manager)


urlpatterns = [
    path("site-imports/template", Template.as_view(), name="site-import-template"),
    *read_and_write("site-imports", (SiteImports, "site-imports"), (ImportSites, "import-sites")),
    path("site-imports/<uuid:import_id>", OneImport.as_view(), name="site-import"),
    path(
        "site-imports/<uuid:import_id>/apply",
        ApplySiteImport.as_view(),
        name="apply-site-import",
    ),
    path("sites", Sites.as_view(), name="list-sites"),
    path("sites/<uuid:site_id>", OneSite.as_view(), name="site"),
    path(
        "legal-persons/<uuid:holder_id>/managers",
        AppointHomeManager.as_view(),
        name="appoint-home-manager",
    ),
    path(
        "sites/<uuid:site_id>/managers", AppointSiteManager.as_view(), name="appoint-site-manager"
    ),
]
