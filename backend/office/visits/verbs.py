"""What the office does with a visit (检查办理): its approval, its notice, its crew, its end."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.accounts.models import Region
from backend.inspections import selectors as inspections
from backend.inspections import services
from backend.inspections.models import Visit
from backend.look.days import day
from backend.office.acts import Act, Seen
from backend.office.approvals.waiting import decide
from backend.office.reach import found
from backend.office.visits.page import VisitPage

NOT_THERE = "没有这次检查，或者不在你的管辖范围"


class WithReason(Seen):
    """The version seen and why."""

    reason = forms.CharField(max_length=200, label=gettext_lazy("理由"))


class ProposeForm(Seen):
    """A word to who decides, if there is one."""

    note = forms.CharField(max_length=200, required=False, label=gettext_lazy("说明"))


class NoticeForm(Seen):
    """The day from which the home is to expect the visit, and why so soon."""

    earliest_on = forms.DateField(label=gettext_lazy("最早检查日期"))
    reason = forms.CharField(
        max_length=200, required=False, label=gettext_lazy("缩短通知期限的理由")
    )


class LendForm(WithReason):
    """Who comes, in whose place, why."""

    officer = forms.UUIDField(label=gettext_lazy("参加人员"))
    replaces = forms.UUIDField(required=False, label=gettext_lazy("替换"))


class HandOverForm(WithReason):
    """Who leads from now on, why."""

    to_officer = forms.UUIDField(label=gettext_lazy("新的组长"))


class VisitAct(Act, VisitPage):
    """A verb of one visit; refused, the visit's page says why beside the form."""

    form_class: type[forms.Form] = Seen

    @cached_property
    def visit(self) -> Visit:
        """Find the visit; raises Missing when he may not see it."""
        rows = inspections.visible_to(self.person).prefetch_related("approvals")
        visit: Visit = found(rows, self.kwargs["visit_id"], NOT_THERE)
        return visit

    def region(self) -> Region:
        """Give where the home is."""
        return self.visit.site.region

    def after(self) -> str:
        """Go back to the visit, or to what waits where one came from there."""
        if self.request.POST.get("back") == "approvals":
            return reverse("office-approvals")
        return reverse("office-visit", args=[self.kwargs["visit_id"]])


class Propose(VisitAct):
    """POST …/propose (提请审批)."""

    verb = "propose"
    form_class = ProposeForm

    def act(self, data: dict[str, Any]) -> str:
        """Propose."""
        services.propose_visit(self.visit.pk, person=self.person, **data)
        return _("已提请审批，等待科室审核。")


class Decide(VisitAct):
    """POST …/decide: the step that waits, by whoever takes it (审核, 批准)."""

    verb = "decide"

    def act(self, data: dict[str, Any]) -> str:
        """Endorse or approve; twice is once."""
        decide(self.visit, reach=self.reach, **data)
        self.visit.refresh_from_db(fields=["state"])
        return _("已办理，检查状态：%(state)s。") % {"state": self.visit.get_state_display()}


class Return(VisitAct):
    """POST …/return (退回)."""

    verb = "return"
    form_class = WithReason

    def act(self, data: dict[str, Any]) -> str:
        """Send it back."""
        services.return_visit(self.visit.pk, person=self.person, **data)
        return _("已退回“%(site)s”的检查，承办人可以修改后重新提请。") % {
            "site": self.visit.site.name
        }


class StartInEmergency(VisitAct):
    """POST …/start-in-emergency (紧急检查)."""

    verb = "emergency"
    form_class = WithReason
    sure = True

    def act(self, data: dict[str, Any]) -> str:
        """Start."""
        visit = services.start_in_emergency(self.visit.pk, person=self.person, **data)
        told = _("可以立即检查。审批手续须在 %(day)s 前补办。")
        return told % {"day": day(visit.papers_due_on)}


class Notify(VisitAct):
    """POST …/notify (通知检查)."""

    verb = "notify"
    form_class = NoticeForm
    sure = True

    def act(self, data: dict[str, Any]) -> str:
        """Notify."""
        services.notify_visit(self.visit.pk, actor=self.actor, **data)
        return _("通知书已编号并在制作，可以送达机构。")


class LendOfficer(VisitAct):
    """POST …/lend-officer (指名借调)."""

    verb = "lend"
    form_class = LendForm

    def act(self, data: dict[str, Any]) -> str:
        """Lend."""
        officer: UUID = data.pop("officer")
        services.lend_officer(self.visit.pk, officer_id=officer, actor=self.actor, **data)
        return _("检查组已调整，平板联网后收到。")


class HandOver(VisitAct):
    """POST …/hand-over (移交)."""

    verb = "hand-over"
    form_class = HandOverForm

    def act(self, data: dict[str, Any]) -> str:
        """Hand over."""
        services.hand_over(self.visit.pk, actor=self.actor, **data)
        return _("已移交，新的组长负责这次检查。")


class Cancel(VisitAct):
    """POST …/cancel (取消)."""

    verb = "cancel"
    form_class = WithReason
    sure = True

    def act(self, data: dict[str, Any]) -> str:
        """Cancel."""
        services.cancel_visit(self.visit.pk, actor=self.actor, **data)
        return _("检查已取消，记录和原因保留。")
