"""/api/v1/plans: the yearly plan and its quotas (抽查计划)."""

from dataclasses import fields
from typing import Any, ClassVar
from uuid import UUID

from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.roles import OFFICE, Role
from backend.accounts.selectors import holds
from backend.accounts.services import region
from backend.api.base import Listing, Noun, Verb, person_of
from backend.api.methods import read_and_write
from backend.core.refusals import Missing
from backend.inspections.models import Nature
from backend.planning import selectors, services
from backend.planning.models import Plan, Quota
from backend.standards.models import ChecklistVersion


class PlanOut(serializers.ModelSerializer[Plan]):
    """A plan as the office reads it."""

    departments = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = Plan
        fields: ClassVar = [
            "id",
            "title",
            "year",
            "nature",
            "department",
            "partners",
            "departments",
            "region",
            "checklist",
            "items",
            "policy",
            "floor_ratio",
            "floor_source",
            "floor_visits",
            "floor_visits_source",
            "cap",
            "cap_source",
            "basis",
            "window_from",
            "window_until",
            "approving_authority",
            "filing_receipt",
            "state",
            "version",
            "submitted_by",
            "approved_by",
            "published_by",
            "submitted_at",
            "approved_at",
            "published_at",
        ]


def plan_for(request: Request, plan_id: UUID, *roles: str) -> Plan:
    """Give a plan of a region where the caller holds one of the roles; raises Missing."""
    rows = selectors.plans_visible_to(person_of(request), *(roles or OFFICE))
    plan = rows.filter(pk=plan_id).first()
    if plan is None:
        raise Missing(f"no plan {plan_id}")
    return plan


def written_quota(quota: Quota) -> dict[str, Any]:
    """Write a quota: strata and chances, no label; left_out is what 66号令 still asks for."""
    strata = quota.output["strata"]
    return {
        "id": str(quota.pk),
        "plan": str(quota.plan_id),
        "policy": quota.output["policy"],
        "on": quota.output["on"],
        "strata": strata,
        "to_draw": sum(row["to_draw"] for row in strata),
        "left_out": selectors.left_out(quota),
        "digest": quota.digest,
    }


class Seen(serializers.Serializer[Any]):
    """The version the caller saw."""

    seen_version = serializers.IntegerField(min_value=1, required=False)


class WantedPlans(serializers.Serializer[Any]):
    """What a list may be narrowed by."""

    year = serializers.IntegerField(required=False)
    state = serializers.ChoiceField(Plan.State.choices, required=False)
    region = serializers.CharField(max_length=12, required=False)


class Plans(Listing):
    """GET /plans?year=&state=&region=."""

    Query = WantedPlans
    Output = PlanOut

    def get(self, request: Request) -> Response:
        """Answer the plans of the caller's regions, newest first."""
        rows = selectors.plans_visible_to(person_of(request))
        return self.page(request, rows.filter(**self.asked(request)))


class CreatePlan(Verb):
    """POST /plans (编制计划)."""

    Output = PlanOut
    status = 201

    class Input(serializers.Serializer[Any]):
        region = serializers.CharField(max_length=12)
        title = serializers.CharField(max_length=200)
        year = serializers.IntegerField(min_value=2020, max_value=2100)
        nature: ClassVar = serializers.PrimaryKeyRelatedField(queryset=Nature.objects.all())
        department = serializers.CharField(max_length=40, default="民政")
        checklist: ClassVar = serializers.PrimaryKeyRelatedField(
            queryset=ChecklistVersion.objects.all()
        )
        window_from = serializers.DateField()
        window_until = serializers.DateField()
        items: ClassVar = serializers.ListField(child=serializers.CharField(), default=list)
        partners: ClassVar = serializers.ListField(
            child=serializers.CharField(max_length=40), default=list
        )
        policy = serializers.CharField(max_length=60, required=False)
        floor_ratio = serializers.DecimalField(
            max_digits=5, decimal_places=4, min_value=0, max_value=1, required=False
        )
        floor_source = serializers.CharField(max_length=300, required=False)
        basis = serializers.CharField(max_length=300, required=False)
        approving_authority = serializers.CharField(max_length=120, required=False)
        filing_receipt = serializers.CharField(max_length=120, required=False)

    def run(self, request: Request, data: dict[str, Any], **kwargs: Any) -> Any:
        """Draft a plan."""
        by, place = person_of(request), region(data.pop("region"))
        if not holds(by, Role.SCHEDULER, place):
            raise Missing(f"no region {place.pk}")
        data |= {"nature": data["nature"].pk, "checklist": data["checklist"].pk}
        known = {one.name for one in fields(services.PlanTerms)}
        terms = services.PlanTerms(**{name: data[name] for name in known & data.keys()})
        return services.create_plan(region=place, terms=terms, by=by)


class ReadPlan(Noun):
    """GET /plans/{id}, with its quotas."""

    def get(self, request: Request, plan_id: UUID) -> Response:
        """Answer one plan."""
        plan = plan_for(request, plan_id)
        quotas = [written_quota(quota) for quota in plan.quotas.all()]
        return Response({**PlanOut(plan).data, "quotas": quotas})


class SubmitPlan(Verb):
    """POST /plans/{id}/submit (提交计划)."""

    Input = Seen
    Output = PlanOut

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> Any:
        """Hand it to the head."""
        plan = plan_for(request, kwargs["plan_id"], Role.SCHEDULER)
        by = person_of(request)
        return services.submit_plan(plan_id=plan.pk, by=by, **data)


class ApprovePlan(Verb):
    """POST /plans/{id}/approve (批准计划)."""

    Input = Seen
    Output = PlanOut

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> Any:
        """Approve it as the head."""
        plan = plan_for(request, kwargs["plan_id"], Role.HEAD)
        by = person_of(request)
        return services.approve_plan(plan_id=plan.pk, by=by, **data)


class PublishPlan(Verb):
    """POST /plans/{id}/publish (公布计划)."""

    Input = Seen
    Output = PlanOut

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> Any:
        """Make it public."""
        plan = plan_for(request, kwargs["plan_id"], Role.SCHEDULER, Role.PUBLISHER)
        by = person_of(request)
        return services.publish_plan(plan_id=plan.pk, by=by, **data)


class ComputeQuota(Verb):
    """POST /plans/{id}/quota (计算抽取数)."""

    status = 201

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Compute and keep it."""
        plan = plan_for(request, kwargs["plan_id"], Role.SCHEDULER)
        quota = services.compute_quota(plan_id=plan.pk, by=person_of(request))
        return written_quota(quota)


PLAN = "plans/<uuid:plan_id>"
urlpatterns = [
    *read_and_write("plans", (Plans, "list-plans"), (CreatePlan, "create-plan")),
    path(PLAN, ReadPlan.as_view(), name="plan"),
    path(f"{PLAN}/submit", SubmitPlan.as_view(), name="submit-plan"),
    path(f"{PLAN}/approve", ApprovePlan.as_view(), name="approve-plan"),
    path(f"{PLAN}/publish", PublishPlan.as_view(), name="publish-plan"),
    path(f"{PLAN}/quota", ComputeQuota.as_view(), name="compute-quota"),
]
