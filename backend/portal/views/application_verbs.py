"""What a home does with its application (提交, 撤回, 签收反馈意见, 复核申请, 申诉)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.portal.views.applications import OneApplication
from backend.portal.views.page import Act, Words
from backend.ratings import services
from backend.ratings.models import Review

NO_CHOICE = gettext_lazy("选择“同意”或者“有不同意见”")


class ApplicationVerb(Act, OneApplication):
    """A form on the page of an application."""

    def after(self) -> str:
        """Back to the application."""
        return reverse("portal-application", args=[self.application.pk])


class Submit(ApplicationVerb):
    """POST …/submit (提交申请)."""

    verb = "submit"

    def act(self, data: dict[str, Any]) -> str:
        """Hand it in."""
        services.submit_application(application_id=self.application.pk, by=self.person)
        return _("申请已提交，等待受理。")


class WhyForm(forms.Form):
    """Why; whether it is wanted is the service's to say."""

    reason = forms.CharField(max_length=200, required=False, label=gettext_lazy("理由"))


class Withdraw(ApplicationVerb):
    """POST …/withdraw (撤回申请)."""

    verb = "withdraw"
    form_class = WhyForm

    def act(self, data: dict[str, Any]) -> str:
        """Take it back."""
        services.withdraw_application(application_id=self.application.pk, by=self.person, **data)
        return _("申请已撤回。")


class FeedbackForm(Words):
    """Signed as it is, or what is seen otherwise."""

    agrees = forms.ChoiceField(
        choices=(("yes", "yes"), ("no", "no")),
        label="",
        error_messages=dict.fromkeys(("required", "invalid_choice"), NO_CHOICE),
    )


class AnswerFeedback(ApplicationVerb):
    """POST …/feedback: sign it, or say what is seen otherwise (签收反馈意见)."""

    verb = "feedback"
    form_class = FeedbackForm

    def act(self, data: dict[str, Any]) -> str:
        """Answer."""
        agrees = data["agrees"] == "yes"
        services.answer_feedback(
            application_id=self.application.pk, agrees=agrees, words=data["words"], by=self.person
        )
        return _("反馈意见已签收。") if agrees else _("不同意见已提交。")


class AskReview(ApplicationVerb):
    """POST …/review: review, and after it the appeal; twice is once (复核申请, 申诉)."""

    verb = "review"
    form_class = Words

    def act(self, data: dict[str, Any]) -> str:
        """Ask; the same words that wait for their answer are not asked again."""
        row, words = self.application, data["words"]
        last = row.reviews.filter(ballot=row.ballot).last()
        if last is not None and not last.outcome and last.words == words:
            return _("已提交，等待答复。")
        made = services.ask_review(application_id=row.pk, words=words, by=self.person)
        if made.kind == Review.Kind.APPEAL:
            return _("申诉已提交，由未参与的人员办理。")
        return _("复核申请已提交，等待答复。")
