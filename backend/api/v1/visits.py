"""/api/v1/visits: plan, approve, notify, enter, read."""

from typing import Any
from uuid import UUID

from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.roles import Role
from backend.api.base import Listing, Noun, Verb, caller_of, person_of
from backend.api.methods import read_and_write
from backend.api.visit_access import found, on_my_visit, own_tablet, said, tablet_of
from backend.core.refusals import Missing
from backend.inspections import selectors, services
from backend.inspections.models import Nature, Visit
from backend.registers.selectors import sites_of_office
from backend.standards.models import ChecklistVersion


class VisitLine(serializers.BaseSerializer[Visit]):
    """One line of a list."""

    def to_representation(self, instance: Visit) -> dict[str, Any]:
        """Say it."""
        return selectors.case_line(instance)


class Wanted(serializers.Serializer[Any]):
    """What a list may be narrowed by."""

    state = serializers.ChoiceField(Visit.State.choices, required=False)
    nature = serializers.CharField(max_length=24, required=False)
    region = serializers.RegexField(r"^[0-9]{6,12}$", required=False)
    site = serializers.UUIDField(required=False)
    task = serializers.UUIDField(required=False)
    year = serializers.IntegerField(required=False)
    department = serializers.CharField(max_length=40, required=False)
    papers = serializers.ChoiceField(["owed"], required=False)


class Visits(Listing):
    """GET /visits?state=&region=&nature=&site=&task=&papers=owed."""

    Query = Wanted
    Output = VisitLine

    def get(self, request: Request) -> Response:
        """Answer a page, newest first."""
        rows = selectors.visible_to(person_of(request))
        rows = selectors.filtered(rows, self.asked(request))
        return self.page(request, selectors.lined(rows))


class OneVisit(Noun):
    """GET /visits/{id}."""

    def get(self, request: Request, visit_id: UUID) -> Response:
        """Answer it."""
        person = person_of(request)
        visit = found(selectors.lined(selectors.visible_to(person)), visit_id)
        return Response(selectors.visit_detail(visit, person))


class VisitFindings(Noun):
    """GET /visits/{id}/findings."""

    def get(self, request: Request, visit_id: UUID) -> Response:
        """Answer them with their state in the ledger."""
        visit = found(selectors.visible_to(person_of(request)), visit_id)
        return Response({"results": selectors.findings_of(visit)})


class SeatInput(serializers.Serializer[Any]):
    """One officer of a visit."""

    officer = serializers.UUIDField()
    is_lead = serializers.BooleanField(default=False)


class PlanVisit(Verb):
    """POST /visits: a visit that comes from no draw, as a case or a special check."""

    status = 201

    class Input(serializers.Serializer[Any]):
        nature = serializers.PrimaryKeyRelatedField(queryset=Nature.objects.all())
        site = serializers.UUIDField()
        checklist = serializers.PrimaryKeyRelatedField(queryset=ChecklistVersion.objects.all())
        purpose = serializers.CharField(max_length=200)
        brief = serializers.DictField(required=False, default=dict)
        officers = SeatInput(many=True)
        window_from = serializers.DateField()
        window_until = serializers.DateField()
        department = serializers.CharField(max_length=40, required=False, default="民政")
        cap_exemption = serializers.CharField(max_length=120, required=False, default="")
        applied_for = serializers.CharField(max_length=20, required=False, default="")

        def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
            """Hold the window's order."""
            if attrs["window_until"] < attrs["window_from"]:
                raise serializers.ValidationError({"window_until": "before window_from"})
            return attrs

    def run(self, request: Request, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Plan."""
        roles = (Role.SCHEDULER, Role.HEAD)
        reach = sites_of_office(person_of(request), *roles)
        if not reach.filter(pk=data["site"]).exists():
            raise Missing(f"no site {data['site']} of yours", place="site")
        terms = services.Terms(
            checklist_id=data["checklist"].pk,
            window_from=data["window_from"],
            window_until=data["window_until"],
            department=data["department"],
            cap_exemption=data["cap_exemption"],
            applied_for=data["applied_for"],
        )
        visit = services.plan_visit(
            nature=data["nature"].pk,
            site=data["site"],
            purpose=data["purpose"],
            brief=data["brief"],
            officers=[services.Seat(one["officer"], one["is_lead"]) for one in data["officers"]],
            terms=terms,
            actor=caller_of(request),
        )
        return said(visit)


class ScanIn(Verb):
    """POST /visits/{id}/scan-in (扫码入企)."""

    class Input(serializers.Serializer[Any]):
        task_code = serializers.CharField(max_length=120, required=False, default="")
        scanned_at = serializers.DateTimeField(required=False, default=None, allow_null=True)
        reason = serializers.CharField(max_length=200, required=False, default="")

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Record it; only an officer of the visit may."""
        visit = on_my_visit(request, kwargs["visit_id"])
        return said(services.scan_in(visit.pk, actor=caller_of(request), **data))


class VisitPackage(Noun):
    """GET /visits/{id}/package, header Xingjian-Device: all a tablet needs offline (离线包)."""

    def get(self, request: Request, visit_id: UUID) -> Response:
        """Make it for this tablet."""
        visit = on_my_visit(request, visit_id)
        device = tablet_of(request)
        return Response(services.package(visit.pk, device.pk, actor=caller_of(request)))


class KeepOfficerKey(Verb):
    """POST /visits/{id}/officer-keys: the caller may sign this visit on that tablet, by PIN."""

    status = 201

    class Input(serializers.Serializer[Any]):
        device = serializers.UUIDField()
        public_jwk = serializers.DictField()

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Keep it, for the officer who is logged in himself."""
        visit = on_my_visit(request, kwargs["visit_id"])
        seat = selectors.seat_of(visit, person_of(request))
        assert seat is not None  # he sits on the visit
        row = services.keep_officer_key(
            visit,
            seat.officer,
            device=own_tablet(request, data["device"]),
            public_jwk=data["public_jwk"],
            actor=caller_of(request),
        )
        return {"officer": str(row.officer_id), "device": str(row.device_id)}


urlpatterns = [
    *read_and_write("visits", (Visits, "list-visits"), (PlanVisit, "plan-visit")),
    path("visits/<uuid:visit_id>", OneVisit.as_view(), name="visit"),
    path("visits/<uuid:visit_id>/findings", VisitFindings.as_view(), name="visit-findings"),
    path("visits/<uuid:visit_id>/package", VisitPackage.as_view(), name="visit-package"),
    path("visits/<uuid:visit_id>/officer-keys", KeepOfficerKey.as_view(), name="keep-officer-key"),
    path("visits/<uuid:visit_id>/scan-in", ScanIn.as_view(), name="scan-in"),
]
