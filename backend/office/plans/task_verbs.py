"""What the office does with a task (任务办理): announce its draw, make its visits."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backend.accounts.models import Region
from backend.core import clock
from backend.core.refusals import Refusal
from backend.draws.services import Witness
from backend.office.acts import Act
from backend.office.plans.task_page import NOT_THERE, TaskPage
from backend.office.reach import found
from backend.planning import selectors, services
from backend.planning.models import Task
from backend.planning.refusals import DrawStanding

LOTTERY = (("大乐透前区", 5), ("大乐透后区", 2))  # Source: draws.md 1
DAILY = "排列5"


class LotteryForm(forms.Form):
    """The days of the drawings: one lottery, and a second one if wished."""

    drawn_on = forms.DateField(label=gettext_lazy("大乐透开奖日期"))
    daily_on = forms.DateField(required=False, label=gettext_lazy("排列5开奖日期"))


class WitnessForm(forms.Form):
    """The outsider of an immediate draw."""

    organisation = forms.CharField(max_length=80, label=gettext_lazy("见证人单位"))
    name = forms.CharField(max_length=40, label=gettext_lazy("见证人姓名"))


class TaskAct(Act, TaskPage):
    """A verb of one task; refused, its page says why beside the form."""

    sure = True

    @cached_property
    def task(self) -> Task:
        """Find the task; raises Missing when he may not see it."""
        rows = selectors.tasks_visible_to(self.person).defer("quota__homes")
        task: Task = found(rows, self.kwargs["task_id"], NOT_THERE)
        return task

    def region(self) -> Region:
        """Give whose task it is."""
        return self.task.plan.region

    def after(self) -> str:
        """Go back to the task."""
        return reverse("office-task", args=[self.kwargs["task_id"]])


class AnnounceDraw(TaskAct):
    """POST …/draw (公告抽取): by coming lotteries, or before an outside witness."""

    verb = "lottery"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Remember which of the two forms it is."""
        self.verb = "witness" if self.witnessed else "lottery"
        return super().post(request, **kwargs)

    @property
    def witnessed(self) -> bool:
        """Say whether a witness gives the value."""
        return self.request.POST.get("mode") == "witness"

    @cached_property
    def sent(self) -> forms.Form:
        """Read the form of the way that was chosen."""
        return (WitnessForm if self.witnessed else LotteryForm)(self.request.POST)

    def act(self, data: dict[str, Any]) -> str:
        """Freeze the pool and announce it."""
        wish = {"witness": Witness(**data)} if self.witnessed else {"sources": sources(**data)}
        services.announce_task_draw(task_id=self.task.pk, by=self.person, **wish)
        return _("抽取已公告，名单、规则和随机数来源已固定。")

    def done_before(self, no: Refusal) -> bool:
        """Say whether he has announced this very draw already."""
        task = Task.objects.select_related("draw").get(pk=self.task.pk)
        if no.code != DrawStanding.code or task.draw is None:
            return False
        data = self.sent.cleaned_data
        wish = [Witness(**data).source(clock.today())] if self.witnessed else sources(**data)
        there = [(one["name"], one["date"]) for one in task.draw.pool["sources"]]
        same = there == [(one["name"], one["date"]) for one in wish]
        return same and task.draw.announced_by_id == self.person.pk


class CreateVisits(TaskAct):
    """POST …/visits (安排检查): one visit per selected home, twice gives the same visits."""

    verb = "visits"

    def act(self, data: dict[str, Any]) -> str:
        """Plan what is missing."""
        rows = services.create_visits(task_id=self.task.pk, by=self.person)
        told = ngettext(
            "已安排 %(n)s 次检查，等待提请审批。", "已安排 %(n)s 次检查，等待提请审批。", len(rows)
        )
        return told % {"n": len(rows)}


def sources(drawn_on: date, daily_on: date | None) -> list[dict[str, Any]]:
    """Give the public sources: the lottery as two, and the daily one where a day is named."""
    day = drawn_on.isoformat()
    found_ones: list[dict[str, Any]] = [
        {"name": name, "date": day, "numbers": numbers} for name, numbers in LOTTERY
    ]
    if daily_on:
        day = daily_on.isoformat()
        found_ones.append({"name": DAILY, "date": day, "numbers": 5, "ordered": True})
    return found_ones
