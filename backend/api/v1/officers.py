"""/api/v1/officers: who may inspect or rate, and what bars them."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.roles import Role
from backend.accounts.selectors import people_of, scope
from backend.api.base import Listing, Verb, caller_of, person_of
from backend.api.methods import read_and_write
from backend.api.v1.people import inside
from backend.api.v1.sites import Subtree
from backend.registers import selectors, services
from backend.registers.models import Interest, LegalPerson, Officer


class OfficerOutput(serializers.ModelSerializer[Officer]):
    """One officer as the office sees them; interests stay with the registrar and the draw."""

    class Meta:
        model = Officer
        fields = (
            *("id", "pool", "person", "name", "department", "region", "certificate_number"),
            *("certificate_until", "skills", "valid_from", "valid_until"),
        )


class AddOfficer(Verb):
    """POST /officers (登记执法检查人员, 登记评定人员)."""

    Output = OfficerOutput
    status = 201

    class Input(serializers.Serializer[Any]):
        pool = serializers.ChoiceField(Officer.Pool.choices, default=Officer.Pool.ENFORCEMENT)
        name = serializers.CharField(max_length=60)
        department = serializers.CharField(max_length=40)
        region = serializers.CharField(max_length=12)
        certificate_number = serializers.CharField(max_length=40)
        certificate_until = serializers.DateField()
        person = serializers.UUIDField(required=False, allow_null=True, default=None)
        skills = serializers.ListField(
            child=serializers.CharField(max_length=40), max_length=20, required=False, default=list
        )
        valid_from = serializers.DateField(required=False, allow_null=True, default=None)
        valid_until = serializers.DateField(required=False, allow_null=True, default=None)

    def run(self, request: Request, data: dict[str, Any], **kwargs: Any) -> Any:
        """Add."""
        region = inside(request, data.pop("region"), Role.REGISTRAR)
        person, within = data.pop("person"), people_of(request.user, Role.REGISTRAR)
        return services.add_officer(
            region=region,
            person=get_object_or_404(within, pk=person) if person else None,
            actor=caller_of(request),
            **data,
        )


class WantedOfficers(serializers.Serializer[Any]):
    """What a list may be narrowed by."""

    pool = serializers.ChoiceField(Officer.Pool.choices, required=False)
    department = serializers.CharField(max_length=40, required=False)
    region = Subtree(source="region__path__contains", required=False)


class Officers(Listing):
    """GET /officers?pool=&department=&region=."""

    Query = WantedOfficers
    Output = OfficerOutput

    def get(self, request: Request) -> Response:
        """Answer a page."""
        rows = selectors.officers_visible_to(person_of(request)).filter(**self.asked(request))
        return self.page(request, rows)


class DeclareInterest(Verb):
    """POST /officers/{id}/interests (申报回避)."""

    status = 201

    class Input(serializers.Serializer[Any]):
        kind = serializers.ChoiceField(Interest.Kind.choices)
        reason = serializers.ChoiceField(Interest.Reason.choices)
        site = serializers.UUIDField(required=False, allow_null=True, default=None)
        legal_person = serializers.UUIDField(required=False, allow_null=True, default=None)
        valid_from = serializers.DateField(required=False, allow_null=True, default=None)
        valid_until = serializers.DateField(required=False, allow_null=True, default=None)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Declare, for a home the caller can see."""
        officer = _mine(request, kwargs["officer_id"])
        visible = selectors.sites_visible_to(person_of(request))
        holders = LegalPerson.objects.filter(sites__in=visible).distinct()
        site, holder = data.pop("site"), data.pop("legal_person")
        interest = services.declare_interest(
            officer=officer,
            site=get_object_or_404(visible, pk=site) if site else None,
            legal_person=get_object_or_404(holders, pk=holder) if holder else None,
            actor=caller_of(request),
            **data,
        )
        return {
            "id": str(interest.pk),
            "officer": str(officer.pk),
            "kind": interest.kind,
            "reason": interest.reason,
            "valid_from": interest.valid_from.isoformat(),
        }


class RecordAssessorYear(Verb):
    """POST /officers/{id}/years (评定人员年度培训和考试)."""

    class Input(serializers.Serializer[Any]):
        year = serializers.IntegerField(min_value=2000, max_value=2200)
        trained_on = serializers.DateField()
        examined_on = serializers.DateField(required=False, allow_null=True, default=None)
        passed = serializers.BooleanField(default=False)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Record it, for an assessor of the caller's area."""
        officer = _mine(request, kwargs["officer_id"])
        row = services.record_assessor_year(officer=officer, actor=caller_of(request), **data)
        return {"officer": str(officer.pk), "year": row.year, "passed": row.passed}


def _mine(request: Request, officer_id: UUID) -> Officer:
    mine = Officer.objects.filter(scope(request.user, Role.REGISTRAR))
    return get_object_or_404(mine, pk=officer_id)


urlpatterns = [
    *read_and_write("officers", (Officers, "list-officers"), (AddOfficer, "add-officer")),
    path(
        "officers/<uuid:officer_id>/interests", DeclareInterest.as_view(), name="declare-interest"
    ),
    path(
        "officers/<uuid:officer_id>/years",
        RecordAssessorYear.as_view(),
        name="record-assessor-year",
    ),
]
