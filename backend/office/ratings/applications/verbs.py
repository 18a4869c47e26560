"""What the office does with an application (办理申请): each form calls one service."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from backend.accounts.models import Region
from backend.core.refusals import Missing, Refusal
from backend.look.page import as_id
from backend.office.acts import Act
from backend.office.ratings import forms as fields
from backend.office.ratings.applications.page import ApplicationPage
from backend.ratings import services
from backend.ratings.models import Application, Feedback

State = Application.State
MOVED = {"version-conflict", "rating-wrong-state"}  # what a form sent twice comes to


class ApplicationAct(Act, ApplicationPage):
    """A verb of one application; refused, the page says why beside the form.

    done_in: states that say that it was done already.
    """

    form_class: type[forms.Form] = fields.Seen
    done_in: frozenset[str] = frozenset()

    @cached_property
    def row(self) -> Application:
        """Find the application; raises Missing when he may not see it."""
        return self.application()

    def region(self) -> Region:
        """Give where the home is."""
        return self.row.site.region

    def done_before(self, no: Refusal) -> bool:
        """Say whether it was done, where the page was no longer true."""
        return no.code in MOVED and self.was_done(self.application())

    def was_done(self, row: Application) -> bool:
        """Say whether the row stands as after this verb."""
        return row.state in self.done_in

    def after(self) -> str:
        """Go back to the application."""
        return reverse("office-application", args=[self.row.pk])


class Check(ApplicationAct):
    """POST …/check (核查受理条件)."""

    verb = "check"

    def act(self, data: dict[str, Any]) -> str:
        """Check anew."""
        services.check_eligibility(application_id=self.row.pk, by=self.person)
        return _("已按今天的登记情况重新核查。")


class Accept(ApplicationAct):
    """POST …/accept (受理)."""

    verb, form_class, done_in = "accept", fields.Reason, frozenset({State.ACCEPTED})

    def act(self, data: dict[str, Any]) -> str:
        """Accept."""
        services.accept_application(application_id=self.row.pk, by=self.person, **data)
        return _("已受理，受理通知书正在制作。")


class RefuseApplication(ApplicationAct):
    """POST …/refuse (不予受理)."""

    verb, form_class, done_in = "refuse", fields.Refusing, frozenset({State.REFUSED})

    def act(self, data: dict[str, Any]) -> str:
        """Refuse."""
        services.refuse_application(application_id=self.row.pk, by=self.person, **data)
        return _("已决定不予受理，不予受理通知书正在制作。")


class Replace(ApplicationAct):
    """POST …/replace-assessor (评定人员递补)."""

    verb, form_class = "replace", fields.Replacing

    def act(self, data: dict[str, Any]) -> str:
        """Let the next one in the drawn order go."""
        officer = data.pop("officer")
        services.replace_assessor(
            application_id=self.row.pk, officer_id=officer, by=self.person, **data
        )
        return _("已按抽取顺序递补。")

    def was_done(self, row: Application) -> bool:
        """Say whether the assessor has left his place."""
        officer = as_id(self.request.POST.get("officer", ""))
        return row.duties.filter(officer=officer).exclude(released_at=None).exists()


class PlanAssessment(ApplicationAct):
    """POST …/assessment (安排现场评定)."""

    verb, form_class, done_in = "plan", fields.Window, frozenset({State.ASSESSING})

    def act(self, data: dict[str, Any]) -> str:
        """Plan the visit."""
        services.plan_assessment(application_id=self.row.pk, by=self.person, **data)
        return _("已安排现场评定，分项按抽取顺序分给评定人员。")


class VoidAssessment(ApplicationAct):
    """POST …/void-assessment (评定作废)."""

    verb, form_class, done_in = "void", fields.Reason, frozenset({State.ACCEPTED})

    def act(self, data: dict[str, Any]) -> str:
        """Void it."""
        services.void_assessment(application_id=self.row.pk, by=self.person, **data)
        return _("本次评定已作废，记录保留。请重新抽取评定人员。")


class SendFeedback(ApplicationAct):
    """POST …/feedback (发出反馈意见)."""

    verb = "feedback"

    def act(self, data: dict[str, Any]) -> str:
        """Send it."""
        services.send_feedback(application_id=self.row.pk, by=self.person, **data)
        return _("反馈意见已发给机构，机构现在可以逐项查看结果。")

    def was_done(self, row: Application) -> bool:
        """Say whether it was sent."""
        standing = {"assessment__application": row, "assessment__voided_at": None}
        return Feedback.objects.filter(**standing).exists()


class CloseVote(ApplicationAct):
    """POST …/close-vote (汇总表决)."""

    verb, done_in = "close", frozenset({State.VOTED})

    def act(self, data: dict[str, Any]) -> str:
        """Count."""
        found = services.close_vote(application_id=self.row.pk, by=self.person, **data)
        if found.state != State.VOTED:
            return _("没有达到通过票数，开始第 %(n)s 轮表决。") % {"n": found.ballot}
        return _("表决结果已形成。")

    def was_done(self, row: Application) -> bool:
        """Say whether this ballot was counted."""
        return super().was_done(row) or str(row.ballot) != self.request.POST.get("ballot")


class PostNotice(ApplicationAct):
    """POST …/notice (公示)."""

    verb, done_in = "notice", frozenset({State.NOTICED})

    def act(self, data: dict[str, Any]) -> str:
        """Show it to the public."""
        services.post_notice(application_id=self.row.pk, by=self.person, **data)
        return _("已公示。")


class TakeObjection(ApplicationAct):
    """POST …/objections (登记公示异议): what was said, never who."""

    verb, form_class = "object", fields.Words

    def act(self, data: dict[str, Any]) -> str:
        """Write it down; the same words twice are one objection."""
        words = data["words"].strip()
        notice = self.row.notices.filter(withdrawn_at=None).first()
        if notice is None or not notice.objections.filter(words=words).exists():
            services.object_to_notice(application_id=self.row.pk, words=words, by=self.person)
        return _("异议已登记，不记录异议人。")


class AnswerObjection(ApplicationAct):
    """POST …/objections/{id}/answer (答复公示异议)."""

    verb, form_class = "answer-objection", fields.Answer

    def act(self, data: dict[str, Any]) -> str:
        """Answer it."""
        found = self.row.notices.filter(objections=self.kwargs["objection_id"])
        if not found.exists():
            raise Missing("没有这项异议")
        services.answer_objection(
            objection_id=self.kwargs["objection_id"], answer=data["answer"], by=self.person
        )
        return _("已答复异议。")


class AnswerReview(ApplicationAct):
    """POST …/reviews/{id}/answer (答复复核、申诉)."""

    verb, form_class = "answer-review", fields.ReviewAnswer

    def act(self, data: dict[str, Any]) -> str:
        """Answer it; who is involved in the decision cannot answer an appeal."""
        if not self.row.reviews.filter(pk=self.kwargs["review_id"]).exists():
            raise Missing("没有这项复核")
        done = services.answer_review(
            review_id=self.kwargs["review_id"],
            outcome=data["outcome"],
            answer=data["answer"],
            again=data["again"] or "vote",
            by=self.person,
        )
        return _("已答复：%(outcome)s。") % {"outcome": done.get_outcome_display()}
