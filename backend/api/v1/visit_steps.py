"""/api/v1/visits/{id}/…: approval, notice, who goes."""

from typing import Any
from uuid import UUID

from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request

from backend.accounts.roles import Role
from backend.api.base import Verb, caller_of, person_of
from backend.api.visit_access import mine, said
from backend.inspections import services


class Seen(serializers.Serializer[Any]):
    """The version the caller last saw."""

    seen_version = serializers.IntegerField(min_value=1)


class Step(Seen):
    """A step of the approval, with a note."""

    note = serializers.CharField(max_length=200, required=False, default="", allow_blank=True)


class ProposeVisit(Verb):
    """POST /visits/{id}/propose (承办人提出)."""

    Input = Step

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Propose."""
        visit = mine(request, kwargs["visit_id"], Role.INSPECTOR, Role.SCHEDULER)
        return said(services.propose_visit(visit.pk, person=person_of(request), **data))


class EndorseVisit(Verb):
    """POST /visits/{id}/endorse (科室审核)."""

    Input = Step

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Endorse."""
        visit = mine(request, kwargs["visit_id"], Role.REVIEWER)
        return said(services.endorse_visit(visit.pk, person=person_of(request), **data))


class ApproveVisit(Verb):
    """POST /visits/{id}/approve (负责人批准)."""

    Input = Step

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Approve."""
        visit = mine(request, kwargs["visit_id"], Role.HEAD)
        return said(services.approve_visit(visit.pk, person=person_of(request), **data))


class ReturnVisit(Verb):
    """POST /visits/{id}/return (退回): by whoever would decide next, with a reason."""

    class Input(Seen):
        reason = serializers.CharField(max_length=200)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Send it back."""
        visit = mine(request, kwargs["visit_id"], Role.REVIEWER, Role.HEAD)
        return said(services.return_visit(visit.pk, person=person_of(request), **data))


class StartInEmergency(Verb):
    """POST /visits/{id}/start-in-emergency (紧急检查)."""

    class Input(Seen):
        reason = serializers.CharField(max_length=200)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Start."""
        visit = mine(request, kwargs["visit_id"], Role.HEAD)
        visit = services.start_in_emergency(visit.pk, person=person_of(request), **data)
        return {**said(visit), "papers_due_on": visit.papers_due_on}


class NotifyVisit(Verb):
    """POST /visits/{id}/notify (通知检查)."""

    class Input(Seen):
        earliest_on = serializers.DateField()
        reason = serializers.CharField(max_length=200, required=False, default="")

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Notify."""
        visit = mine(request, kwargs["visit_id"], Role.SCHEDULER)
        return said(services.notify_visit(visit.pk, actor=caller_of(request), **data))


class LendOfficer(Verb):
    """POST /visits/{id}/lend-officer (指名借调)."""

    class Input(Seen):
        officer = serializers.UUIDField(source="officer_id")
        replaces = serializers.UUIDField(required=False, default=None, allow_null=True)
        reason = serializers.CharField(max_length=200)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Lend."""
        visit = mine(request, kwargs["visit_id"], Role.SCHEDULER, Role.HEAD)
        return said(services.lend_officer(visit.pk, actor=caller_of(request), **data))


class HandOverVisit(Verb):
    """POST /visits/{id}/hand-over: another officer of the visit leads (移交主办)."""

    class Input(Seen):
        to_officer = serializers.UUIDField()
        reason = serializers.CharField(max_length=200)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Hand over."""
        visit = mine(request, kwargs["visit_id"], Role.SCHEDULER, Role.HEAD)
        return said(services.hand_over(visit.pk, actor=caller_of(request), **data))


class CancelVisit(Verb):
    """POST /visits/{id}/cancel (取消检查)."""

    class Input(Seen):
        reason = serializers.CharField(max_length=200)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Cancel."""
        visit = mine(request, kwargs["visit_id"], Role.SCHEDULER, Role.HEAD)
        return said(services.cancel_visit(visit.pk, actor=caller_of(request), **data))


urlpatterns = [
    path("visits/<uuid:visit_id>/propose", ProposeVisit.as_view(), name="propose-visit"),
    path("visits/<uuid:visit_id>/endorse", EndorseVisit.as_view(), name="endorse-visit"),
    path("visits/<uuid:visit_id>/approve", ApproveVisit.as_view(), name="approve-visit"),
    path("visits/<uuid:visit_id>/return", ReturnVisit.as_view(), name="return-visit"),
    path(
        "visits/<uuid:visit_id>/start-in-emergency",
        StartInEmergency.as_view(),
        name="start-in-emergency",
    ),
    path("visits/<uuid:visit_id>/notify", NotifyVisit.as_view(), name="notify-visit"),
    path("visits/<uuid:visit_id>/lend-officer", LendOfficer.as_view(), name="lend-officer"),
    path("visits/<uuid:visit_id>/hand-over", HandOverVisit.as_view(), name="hand-over-visit"),
    path("visits/<uuid:visit_id>/cancel", CancelVisit.as_view(), name="cancel-visit"),
]
