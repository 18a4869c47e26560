"""/api/v1/applications/{id}/…: what office and committee decide (受理, 评定, 表决, 公示, 确认)."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request

from backend.accounts.roles import Role
from backend.api.base import Verb, person_of
from backend.api.rating_access import Reason, Seen, Words, mine, said, said_level
from backend.core.refusals import Missing
from backend.ratings import selectors, services
from backend.ratings.models import Objection, Review

R = Role


class CheckEligibility(Verb):
    """POST /applications/{id}/check (核查受理条件)."""

    Input = Seen

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Check anew."""
        row = mine(request, kwargs["application_id"], R.REVIEWER, R.HEAD)
        person = person_of(request)
        checked = services.check_eligibility(application_id=row.pk, by=person, **data)
        told = selectors.application_detail(checked, person)
        return said(checked) | {"eligibility": told["eligibility"]}


class AcceptApplication(Verb):
    """POST /applications/{id}/accept (受理); reason: what was verified by hand."""

    class Input(Seen):
        reason = serializers.CharField(
            max_length=2000, required=False, default="", allow_blank=True
        )

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Accept."""
        row = mine(request, kwargs["application_id"], R.REVIEWER, R.HEAD)
        return said(
            services.accept_application(application_id=row.pk, by=person_of(request), **data)
        )


class RefuseApplication(Verb):
    """POST /applications/{id}/refuse (不予受理)."""

    class Input(Reason):
        false_material = serializers.CharField(
            max_length=400, required=False, default="", allow_blank=True
        )

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Refuse."""
        row = mine(request, kwargs["application_id"], R.REVIEWER, R.HEAD)
        return said(
            services.refuse_application(application_id=row.pk, by=person_of(request), **data)
        )


class ReplaceAssessor(Verb):
    """POST /applications/{id}/replace-assessor (评定人员递补)."""

    class Input(Reason):
        officer = serializers.UUIDField(source="officer_id")

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Let the next one take the place."""
        row = mine(request, kwargs["application_id"], R.SCHEDULER, R.HEAD)
        return said(services.replace_assessor(application_id=row.pk, by=person_of(request), **data))


class ChapterInput(serializers.Serializer[Any]):
    """Who answers a chapter."""

    id = serializers.CharField(max_length=60)
    officer = serializers.UUIDField()


class PlanAssessment(Verb):
    """POST /applications/{id}/assessment (安排现场评定)."""

    status = 201

    class Input(Seen):
        window_from = serializers.DateField()
        window_until = serializers.DateField()
        chapters = ChapterInput(many=True, required=False, default=list)

        def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
            """Hold the window's order."""
            if attrs["window_until"] < attrs["window_from"]:
                raise serializers.ValidationError({"window_until": "before window_from"})
            return attrs

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Plan the visit."""
        row = mine(request, kwargs["application_id"], R.SCHEDULER, R.HEAD)
        split = [(one["id"], one["officer"]) for one in data.pop("chapters")]
        made = services.plan_assessment(
            application_id=row.pk, chapters=split, by=person_of(request), **data
        )
        return {"application": str(row.pk), "visit": str(made.visit_id)}


class VoidAssessment(Verb):
    """POST /applications/{id}/void-assessment (评定作废)."""

    Input = Reason

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Void it."""
        row = mine(request, kwargs["application_id"], R.HEAD)
        return said(services.void_assessment(application_id=row.pk, by=person_of(request), **data))


class SendFeedback(Verb):
    """POST /applications/{id}/feedback (送达反馈意见)."""

    Input = Seen

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Send it."""
        row = mine(request, kwargs["application_id"], R.REVIEWER, R.HEAD)
        made = services.send_feedback(application_id=row.pk, by=person_of(request), **data)
        return {"application": str(row.pk), "due_on": made.due_on.isoformat()}


class CastVote(Verb):
    """POST /applications/{id}/votes (投票); level "" is no level."""

    class Input(serializers.Serializer[Any]):
        level = serializers.CharField(max_length=20, allow_blank=True)
        reason = serializers.CharField(
            max_length=2000, required=False, default="", allow_blank=True
        )

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Vote."""
        row = mine(request, kwargs["application_id"], R.COMMITTEE)
        vote = services.cast_vote(application_id=row.pk, by=person_of(request), **data)
        return {"application": str(row.pk), "ballot": vote.ballot, "level": vote.level}


class CloseVote(Verb):
    """POST /applications/{id}/close-vote (表决结果)."""

    Input = Seen

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Count."""
        row = mine(request, kwargs["application_id"], R.REVIEWER, R.HEAD)
        closed = services.close_vote(application_id=row.pk, by=person_of(request), **data)
        return said(closed) | {"opinion_level": closed.opinion_level, "ballot": closed.ballot}


class PostNotice(Verb):
    """POST /applications/{id}/notice (公示)."""

    Input = Seen

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Show it."""
        row = mine(request, kwargs["application_id"], R.PUBLISHER)
        made = services.post_notice(application_id=row.pk, by=person_of(request), **data)
        return {"application": str(row.pk), **made.body, "digest": made.digest}


class ObjectToNotice(Verb):
    """POST /applications/{id}/objections (登记公示异议)."""

    status = 201
    Input = Words

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Write it down."""
        row = mine(request, kwargs["application_id"], R.INTAKE, R.REVIEWER)
        made = services.object_to_notice(application_id=row.pk, by=person_of(request), **data)
        return {"id": str(made.pk)}


class AnswerObjection(Verb):
    """POST /applications/{id}/objections/{objection_id}/answer (答复公示异议)."""

    class Input(serializers.Serializer[Any]):
        answer = serializers.CharField(max_length=4000)

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Answer it."""
        row = mine(request, kwargs["application_id"], R.REVIEWER, R.HEAD)
        one = _part(Objection.objects.filter(notice__application=row), kwargs["objection_id"])
        done = services.answer_objection(objection_id=one, by=person_of(request), **data)
        return {"id": str(done.pk), "answer": done.answer}


class AnswerReview(Verb):
    """POST /applications/{id}/reviews/{review_id}/answer (答复复核, 答复申诉)."""

    class Input(serializers.Serializer[Any]):
        outcome = serializers.ChoiceField(Review.Outcome.choices)
        answer = serializers.CharField(max_length=4000)
        again = serializers.ChoiceField(["vote", "assessment"], default="vote")

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Answer it."""
        row = mine(request, kwargs["application_id"], R.REVIEWER, R.HEAD)
        one = _part(row.reviews.all(), kwargs["review_id"])
        done = services.answer_review(review_id=one, by=person_of(request), **data)
        return {"id": str(done.pk), "kind": done.kind, "outcome": done.outcome}


class ConfirmLevel(Verb):
    """POST /applications/{id}/confirm (确认等级)."""

    Input = Seen

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """Confirm."""
        row = mine(request, kwargs["application_id"], R.HEAD)
        made = services.confirm_level(application_id=row.pk, by=person_of(request), **data)
        return said_level(made)


class FailApplication(Verb):
    """POST /applications/{id}/fail (未评定等级)."""

    Input = Reason

    def run(self, request: Request, data: dict[str, Any], **kwargs: UUID) -> dict[str, Any]:
        """End it without a level."""
        row = mine(request, kwargs["application_id"], R.HEAD)
        return said(services.fail_application(application_id=row.pk, by=person_of(request), **data))


def _part(rows: QuerySet[Any], part_id: UUID) -> UUID:
    """Give the id of a part of an application; raises Missing for one of another."""
    if not rows.filter(pk=part_id).exists():
        raise Missing(f"no {part_id} of this application")
    return part_id


ONE = "applications/<uuid:application_id>"
urlpatterns = [
    path(f"{ONE}/check", CheckEligibility.as_view(), name="check-eligibility"),
    path(f"{ONE}/accept", AcceptApplication.as_view(), name="accept-application"),
    path(f"{ONE}/refuse", RefuseApplication.as_view(), name="refuse-application"),
    path(f"{ONE}/replace-assessor", ReplaceAssessor.as_view(), name="replace-assessor"),
    path(f"{ONE}/assessment", PlanAssessment.as_view(), name="plan-assessment"),
    path(f"{ONE}/void-assessment", VoidAssessment.as_view(), name="void-assessment"),
    path(f"{ONE}/feedback", SendFeedback.as_view(), name="send-feedback"),
    path(f"{ONE}/votes", CastVote.as_view(), name="cast-vote"),
    path(f"{ONE}/close-vote", CloseVote.as_view(), name="close-vote"),
    path(f"{ONE}/notice", PostNotice.as_view(), name="post-notice"),
    path(f"{ONE}/objections", ObjectToNotice.as_view(), name="object-to-notice"),
    path(
        f"{ONE}/objections/<uuid:objection_id>/answer",
        AnswerObjection.as_view(),
        name="answer-objection",
    ),
    path(f"{ONE}/reviews/<uuid:review_id>/answer", AnswerReview.as_view(), name="answer-review"),
    path(f"{ONE}/confirm", ConfirmLevel.as_view(), name="confirm-level"),
    path(f"{ONE}/fail", FailApplication.as_view(), name="fail-application"),
]
