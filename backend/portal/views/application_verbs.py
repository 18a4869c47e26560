"""What a home does with its application (提交, 撤回, 签收反馈意见, 复核申请, 申诉)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from backend.portal.views.applications import OneApplication
from backend.portal.views.page import Act
from backend.ratings import services
from backend.ratings.models import Review


class ApplicationVerb(Act, OneApplication):
    """A form on the page of an application."""

    def onward(self) -> tuple[str, Any]:
        """Back to the application."""
        return "portal-application", self.application.pk


class Submit(ApplicationVerb):
    """POST …/submit (提交申请)."""

    about = "submit"

    def act(self) -> str:
        """Hand it in."""
        services.submit_application(application_id=self.application.pk, by=self.person)
        return _("申请已提交，等待受理。")


class Withdraw(ApplicationVerb):
    """POST …/withdraw (撤回申请)."""

    about = "withdraw"

    def act(self) -> str:
        """Take it back."""
        services.withdraw_application(
            application_id=self.application.pk, reason=self.typed("reason")[:200], by=self.person
        )
        return _("申请已撤回。")


class AnswerFeedback(ApplicationVerb):
    """POST …/feedback: sign it, or say what is seen otherwise (签收反馈意见)."""

    about = "feedback"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Take a choice."""
        if self.typed("agrees") not in ("yes", "no"):
            return self.refused({"title": _("选择“同意”或者“有不同意见”")}, 400)
        return super().post(request, **kwargs)

    def act(self) -> str:
        """Answer."""
        agrees = self.typed("agrees") == "yes"
        services.answer_feedback(
            application_id=self.application.pk,
            agrees=agrees,
            words=self.typed("words")[:4000],
            by=self.person,
        )
        return _("反馈意见已签收。") if agrees else _("不同意见已提交。")


class AskReview(ApplicationVerb):
    """POST …/review: review, and after it the appeal; twice is once (复核申请, 申诉)."""

    about = "review"

    def act(self) -> str:
        """Ask; the same words that wait for their answer are not asked again."""
        row, words = self.application, self.typed("words")[:4000]
        last = row.reviews.filter(ballot=row.ballot).last()
        if last is not None and not last.outcome and last.words == words:
            return _("已提交，等待答复。")
        made = services.ask_review(application_id=row.pk, words=words, by=self.person)
        if made.kind == Review.Kind.APPEAL:
            return _("申诉已提交，由未参与的人员办理。")
        return _("复核申请已提交，等待答复。")
