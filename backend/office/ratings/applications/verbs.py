"""What the office does with an application (办理申请): each form calls one service."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from backend.accounts.models import Person
from backend.core.refusals import Forbidden, Missing, Refusal
from backend.look.page import as_id, person_of
from backend.office import rating_case as case
from backend.office import rating_forms as fields
from backend.office.rating_permissions import ROWS
from backend.office.rating_refusals import problem_of
from backend.office.views.applications_page import ROUTES, ApplicationPage
from backend.ratings import services
from backend.ratings.models import Application, Feedback

State = Application.State
MOVED = {"version-conflict", "rating-wrong-state"}  # what a form sent twice comes to


class Act(ApplicationPage):
    """A write by a form; refused, the page says why beside the form.

    verb: the form's name; done: states that say that it was done already.
    """

    http_method_names = ["post"]
    verb: ClassVar[str]
    form: ClassVar[type[forms.Form]] = fields.Nothing
    done: ClassVar[frozenset[str]] = frozenset()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it, or say why not."""
        person, row = person_of(request), self.application()
        if not case.reach(person, row) & ROWS[ROUTES[self.verb]].roles:
            raise Forbidden
        try:
            said = fields.read(self.form, request.POST)
            said["seen_version"] = said.pop("seen", None)
            told = self.act(row, person, said)
        except Refusal as no:
            if no.code not in MOVED or not self.was_done(self.application()):
                return self.refuse(no)
            told = _("这一步已经办过，没有再办一次。")
        messages.success(request, told)
        return redirect(self.back(row))

    def act(self, row: Application, person: Person, said: dict[str, Any]) -> str:
        """Call the service; give what to say."""
        raise NotImplementedError

    def was_done(self, row: Application) -> bool:
        """Say whether the row stands as after this verb."""
        return row.state in self.done

    def back(self, row: Application) -> Any:
        """Give the page to go back to."""
        return redirect("office-application", application_id=row.pk).url

    def refuse(self, no: Refusal) -> HttpResponse:
        """Show the page with the reason beside the form."""
        told = {"at": self.verb, "problem": problem_of(no), "said": self.request.POST}
        return self.render_to_response(self.get_context_data(**told), status=no.status)


class Check(Act):
    """POST …/check (核查受理条件)."""

    verb = "check"

    def act(self, row: Application, person: Person, said: dict[str, Any]) -> str:
        """Check anew."""
        services.check_eligibility(application_id=row.pk, by=person)
        return _("已按今天的登记情况重新核查。")


class Accept(Act):
    """POST …/accept (受理)."""

    verb, form, done = "accept", fields.Reason, frozenset({State.ACCEPTED})

    def act(self, row: Application, person: Person, said: dict[str, Any]) -> str:
        """Accept."""
        services.accept_application(application_id=row.pk, by=person, **said)
        return _("已受理，受理通知书正在制作。")


class RefuseApplication(Act):
    """POST …/refuse (不予受理)."""

    verb, form, done = "refuse", fields.Refusing, frozenset({State.REFUSED})

    def act(self, row: Application, person: Person, said: dict[str, Any]) -> str:
        """Refuse."""
        services.refuse_application(application_id=row.pk, by=person, **said)
        return _("已决定不予受理，不予受理通知书正在制作。")


class Replace(Act):
    """POST …/replace-assessor (评定人员递补)."""

    verb, form = "replace", fields.Replacing

    def act(self, row: Application, person: Person, said: dict[str, Any]) -> str:
        """Let the next one in the drawn order go."""
        officer = said.pop("officer")
        services.replace_assessor(application_id=row.pk, officer_id=officer, by=person, **said)
        return _("已按抽取顺序递补。")

    def was_done(self, row: Application) -> bool:
        """Say whether the assessor has left his place."""
        officer = as_id(self.request.POST.get("officer", ""))
        return row.duties.filter(officer=officer).exclude(released_at=None).exists()


class PlanAssessment(Act):
    """POST …/assessment (安排现场评定)."""

    verb, form, done = "plan", fields.Window, frozenset({State.ASSESSING})

    def act(self, row: Application, person: Person, said: dict[str, Any]) -> str:
        """Plan the visit."""
        services.plan_assessment(application_id=row.pk, by=person, **said)
        return _("已安排现场评定，分项按抽取顺序分给评定人员。")


class VoidAssessment(Act):
    """POST …/void-assessment (评定作废)."""

    verb, form, done = "void", fields.Reason, frozenset({State.ACCEPTED})

    def act(self, row: Application, person: Person, said: dict[str, Any]) -> str:
        """Void it."""
        services.void_assessment(application_id=row.pk, by=person, **said)
        return _("本次评定已作废，记录保留。请重新抽取评定人员。")


class SendFeedback(Act):
    """POST …/feedback (发出反馈意见)."""

    verb = "feedback"

    def act(self, row: Application, person: Person, said: dict[str, Any]) -> str:
        """Send it."""
        services.send_feedback(application_id=row.pk, by=person, **said)
        return _("反馈意见已发给机构，机构现在可以逐项查看结果。")

    def was_done(self, row: Application) -> bool:
        """Say whether it was sent."""
        standing = {"assessment__application": row, "assessment__voided_at": None}
        return Feedback.objects.filter(**standing).exists()


class CloseVote(Act):
    """POST …/close-vote (汇总表决)."""

    verb, done = "close", frozenset({State.VOTED})

    def act(self, row: Application, person: Person, said: dict[str, Any]) -> str:
        """Count."""
        found = services.close_vote(application_id=row.pk, by=person, **said)
        if found.state != State.VOTED:
            return _("没有达到通过票数，开始第 %(n)s 轮表决。") % {"n": found.ballot}
        return _("表决结果已形成。")

    def was_done(self, row: Application) -> bool:
        """Say whether this ballot was counted."""
        return super().was_done(row) or str(row.ballot) != self.request.POST.get("ballot")


class PostNotice(Act):
    """POST …/notice (公示)."""

    verb, done = "notice", frozenset({State.NOTICED})

    def act(self, row: Application, person: Person, said: dict[str, Any]) -> str:
        """Show it to the public."""
        services.post_notice(application_id=row.pk, by=person, **said)
        return _("已公示。")


class TakeObjection(Act):
    """POST …/objections (登记公示异议): what was said, never who."""

    verb, form = "object", fields.Words

    def act(self, row: Application, person: Person, said: dict[str, Any]) -> str:
        """Write it down; the same words twice are one objection."""
        words = said["words"].strip()
        notice = row.notices.filter(withdrawn_at=None).first()
        if notice is None or not notice.objections.filter(words=words).exists():
            services.object_to_notice(application_id=row.pk, words=words, by=person)
        return _("异议已登记，不记录异议人。")


class AnswerObjection(Act):
    """POST …/objections/{id}/answer (答复公示异议)."""

    verb, form = "answer-objection", fields.Answer

    def act(self, row: Application, person: Person, said: dict[str, Any]) -> str:
        """Answer it."""
        found = row.notices.filter(objections=self.kwargs["objection_id"])
        if not found.exists():
            raise Missing("没有这项异议")
        services.answer_objection(
            objection_id=self.kwargs["objection_id"], answer=said["answer"], by=person
        )
        return _("已答复异议。")


class AnswerReview(Act):
    """POST …/reviews/{id}/answer (答复复核、申诉)."""

    verb, form = "answer-review", fields.ReviewAnswer

    def act(self, row: Application, person: Person, said: dict[str, Any]) -> str:
        """Answer it; who is involved in the decision cannot answer an appeal."""
        if not row.reviews.filter(pk=self.kwargs["review_id"]).exists():
            raise Missing("没有这项复核")
        done = services.answer_review(
            review_id=self.kwargs["review_id"],
            outcome=said["outcome"],
            answer=said["answer"],
            again=said["again"] or "vote",
            by=person,
        )
        return _("已答复：%(outcome)s。") % {"outcome": done.get_outcome_display()}
