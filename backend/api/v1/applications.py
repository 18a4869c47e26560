"""/api/v1/applications: what a home does and everybody reads (等级评定申请)."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.base import Listing, Noun, Verb, person_of
from backend.api.methods import read_and_write
from backend.api.rating_access import Reason, Seen, Words, found, of_my_home, said
from backend.ratings import selectors, services
from backend.ratings.models import Application
from backend.registers.selectors import sites_managed_by


class ApplicationLine(serializers.BaseSerializer[Application]):
    """One line of a list."""

    def to_representation(self, instance: Application) -> dict[str, Any]:
        """Say it."""
        return selectors.application_line(instance)


class WantedApplications(serializers.Serializer[Any]):
    """What a list may be narrowed by."""

    round = serializers.UUIDField(required=False)
    site = serializers.UUIDField(required=False)
    state = serializers.ChoiceField(Application.State.choices, required=False)


class Applications(Listing):
    """GET /applications?round=&site=&state=."""

    Query = WantedApplications
    Output = ApplicationLine

    def get(self, request: Request) -> Response:
        """Answer a page, newest first."""
        rows = selectors.applications_visible_to(person_of(request))
        return self.page(request, rows.filter(**self.asked(request)))


class OneApplication(Noun):
    """GET /applications/{id}."""

    def get(self, request: Request, application_id: UUID) -> Response:
        """Answer what of it is the caller's to see."""
        row = found(request, application_id)
        return Response(selectors.application_detail(row, person_of(request)))


class ApplicationExplanation(Noun):
    """GET /applications/{id}/explanation: item by item, with clause, answer and reason."""

    def get(self, request: Request, application_id: UUID) -> Response:
        """Answer the tree; empty before its time."""
        row = found(request, application_id)
        return Response(selectors.application_explanation(row, person_of(request)))


class DraftApplication(Verb):
    """POST /applications (填报申请)."""

    status = 201

    class Input(serializers.Serializer[Any]):
        round = serializers.UUIDField()
        site = serializers.UUIDField()
        applied_for = serializers.CharField(max_length=20)

    def run(self, request: Request, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Begin, for a home the caller acts for."""
        person = person_of(request)
        rows = sites_managed_by(person).select_related("region")
        made = services.draft_application(
            round_id=data["round"],
            site=get_object_or_404(rows, pk=data["site"]),
            applied_for=data["applied_for"],
            by=person,
        )
        return said(made)


class AssessSelf(Verb):
    """POST /applications/{id}/self-assessment (自评): all answers and facts at once."""

    class Input(Seen):
        answers = serializers.DictField()
        facts = serializers.DictField()

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Grade and keep it."""
        row = of_my_home(request, kwargs["application_id"])
        kept = services.assess_self(application_id=row.pk, by=person_of(request), **data)
        return said(kept) | {"self_result": kept.self_result}


class SubmitApplication(Verb):
    """POST /applications/{id}/submit (提交申请)."""

    Input = Seen

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Hand it in."""
        row = of_my_home(request, kwargs["application_id"])
        return said(
            services.submit_application(application_id=row.pk, by=person_of(request), **data)
        )


class WithdrawApplication(Verb):
    """POST /applications/{id}/withdraw (撤回申请)."""

    Input = Reason

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Take it back."""
        row = of_my_home(request, kwargs["application_id"])
        return said(
            services.withdraw_application(application_id=row.pk, by=person_of(request), **data)
        )


class AnswerFeedback(Verb):
    """POST /applications/{id}/feedback/answer (签收反馈意见)."""

    class Input(serializers.Serializer[Any]):
        agrees = serializers.BooleanField()
        words = serializers.CharField(max_length=4000, required=False, default="", allow_blank=True)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Answer it."""
        row = of_my_home(request, kwargs["application_id"])
        return said(services.answer_feedback(application_id=row.pk, by=person_of(request), **data))


class AskReview(Verb):
    """POST /applications/{id}/reviews (复核申请, 申诉)."""

    status = 201
    Input = Words

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Ask; after a dismissed review this is the appeal."""
        row = of_my_home(request, kwargs["application_id"])
        made = services.ask_review(application_id=row.pk, by=person_of(request), **data)
        return {"id": str(made.pk), "kind": made.kind, "due_on": made.due_on.isoformat()}


ONE = "applications/<uuid:application_id>"
urlpatterns = [
    *read_and_write(
        "applications", (Applications, "list-applications"), (DraftApplication, "draft-application")
    ),
    path(ONE, OneApplication.as_view(), name="application"),
    path(f"{ONE}/explanation", ApplicationExplanation.as_view(), name="application-explanation"),
    path(f"{ONE}/self-assessment", AssessSelf.as_view(), name="assess-self"),
    path(f"{ONE}/submit", SubmitApplication.as_view(), name="submit-application"),
    path(f"{ONE}/withdraw", WithdrawApplication.as_view(), name="withdraw-application"),
    path(f"{ONE}/feedback/answer", AnswerFeedback.as_view(), name="answer-feedback"),
    path(f"{ONE}/reviews", AskReview.as_view(), name="ask-review"),
]
