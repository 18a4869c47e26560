"""What the office does with a plan (计划办理): submit, approve, publish, quota, task."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.accounts.models import Region
from backend.core.refusals import Conflict, Missing, Refusal
from backend.office.acts import Act, Seen
from backend.office.plans.page import NOT_THERE, PlanPage
from backend.office.reach import found
from backend.planning import selectors, services
from backend.planning.models import Plan, Task
from backend.planning.refusals import QuotaUsed

State = Plan.State


class QuotaForm(forms.Form):
    """The newest quota the page showed, none before the first."""

    seen = forms.UUIDField(required=False)


class TaskForm(forms.Form):
    """What a task is called, from which quota, when, and whether it is told beforehand."""

    quota = forms.UUIDField()
    title = forms.CharField(max_length=200, label=gettext_lazy("任务名称"))
    window_from = forms.DateField(label=gettext_lazy("开始日期"))
    window_until = forms.DateField(label=gettext_lazy("截止日期"))
    unannounced = forms.BooleanField(required=False)


class PlanAct(Act, PlanPage):
    """A verb of one plan; refused, its page says why beside the form."""

    form_class: type[forms.Form] = Seen
    took = ""  # field of the plan: who took this step

    @cached_property
    def plan(self) -> Plan:
        """Find the plan; raises Missing when he may not see it."""
        rows = selectors.plans_visible_to(self.person)
        plan: Plan = found(rows, self.kwargs["plan_id"], NOT_THERE)
        return plan

    def region(self) -> Region:
        """Give whose plan it is."""
        return self.plan.region

    def done_before(self, no: Refusal) -> bool:
        """Say whether the same person has taken the same step from the version he saw."""
        if no.status != Conflict.status or not self.took:
            return False
        rows = Plan.objects.filter(pk=self.plan.pk, **{self.took: self.person})
        return rows.filter(version=self.sent.cleaned_data["seen_version"] + 1).exists()

    def after(self) -> str:
        """Go back to the plan."""
        return reverse("office-plan", args=[self.kwargs["plan_id"]])


class Submit(PlanAct):
    """POST …/submit (提交计划)."""

    verb = "submit"
    took = "submitted_by"
    sure = True

    def act(self, data: dict[str, Any]) -> str:
        """Hand it to the head."""
        services.submit_plan(plan_id=self.plan.pk, by=self.person, **data)
        return _("已提交，等待机关负责人批准。")


class Approve(PlanAct):
    """POST …/approve (批准计划)."""

    verb = "approve"
    took = "approved_by"
    sure = True

    def act(self, data: dict[str, Any]) -> str:
        """Approve it as the head, another person than who submitted it."""
        services.approve_plan(plan_id=self.plan.pk, by=self.person, **data)
        return _("已批准计划“%(title)s”，可以公布。") % {"title": self.plan.title}


class Publish(PlanAct):
    """POST …/publish (公布计划)."""

    verb = "publish"
    took = "published_by"
    sure = True

    def act(self, data: dict[str, Any]) -> str:
        """Make it public."""
        services.publish_plan(plan_id=self.plan.pk, by=self.person, **data)
        return _("计划已公布，可以计算应抽数。")


class ComputeQuota(PlanAct):
    """POST …/quota (计算应抽数): once for what the page showed."""

    verb = "quota"
    form_class = QuotaForm

    def act(self, data: dict[str, Any]) -> str:
        """Compute it, unless there is a newer one than the page showed."""
        last = self.plan.quotas.values_list("pk", flat=True).first()
        if last is not None and last != data["seen"]:
            return _("应抽数刚才已经算过，没有再算一次。")
        services.compute_quota(plan_id=self.plan.pk, by=self.person)
        return _("应抽数已算出，逐层写明依据。")


class CreateTask(PlanAct):
    """POST …/tasks (下达抽查任务)."""

    verb = "task"
    form_class = TaskForm
    made: Task

    def act(self, data: dict[str, Any]) -> str:
        """Make it from a quota of this plan."""
        quota_id = data.pop("quota")
        if not self.plan.quotas.filter(pk=quota_id).exists():
            raise Missing("这份计划没有这次应抽数")
        self.made = services.create_task(
            plan_id=self.plan.pk, quota_id=quota_id, by=self.person, **data
        )
        return _("任务已下达。名单还没有固定，公告抽取时固定。")

    def done_before(self, no: Refusal) -> bool:
        """Say whether he has made this very task already."""
        if no.code != QuotaUsed.code:
            return False
        told = {name: self.sent.data.get(name) for name in ("quota", "title")}
        same = Task.objects.filter(plan=self.plan, made_by=self.person, **told).first()
        if same is not None:
            self.made = same
        return same is not None

    def after(self) -> str:
        """Go on to the task."""
        return reverse("office-task", args=[self.made.pk])
