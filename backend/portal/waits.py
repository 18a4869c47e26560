"""What waits for a home, and until when (待办): the most urgent first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backend.core import clock
from backend.inspections.models import Visit
from backend.inspections.selectors.homes import of_home
from backend.look.clocks import Chip
from backend.portal.chips import chips
from backend.ratings.models import Application
from backend.ratings.models.application import RUNNING
from backend.ratings.selectors.homes import feedback_waiting, may_ask, removals_of
from backend.rectifications.models import Order
from backend.registers.models import Site

OPEN_ONES = (*RUNNING, Application.State.DRAFT)


@dataclass(frozen=True, slots=True)
class Wait:
    """One thing to do: what, about which, until when, where."""

    icon: str
    what: Any
    about: str
    due: date | None
    basis: Any
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """A thing to do with its clock."""

    wait: Wait
    chip: Chip | None


def waits_of(sites: QuerySet[Site]) -> list[Line]:
    """Give everything that waits for some homes."""
    waits = [*_orders(sites), *_ratings(sites), *_removals(sites), *_notices(sites)]
    waits.sort(key=lambda one: (one.due is None, one.due or clock.today()))
    told = chips((one.what, one.due, one.basis) for one in waits)
    return [Line(wait, chip) for wait, chip in zip(waits, told, strict=True)]


def _orders(sites: QuerySet[Site]) -> Iterator[Wait]:
    states = (Order.State.SERVED, Order.State.OVERDUE)
    rows = Order.objects.filter(site__in=sites, state__in=states).select_related("paper")
    for one in rows:
        number = one.paper.number if one.paper else ""
        href = reverse("portal-order", args=[one.pk])
        basis = _("责令限期改正通知书送达之日起计算")
        yield Wait("square-pen", _("提交整改"), number, one.due_on, basis, href)


def _ratings(sites: QuerySet[Site]) -> Iterator[Wait]:
    for row in feedback_waiting(sites):
        application = row.assessment.application
        href = reverse("portal-application", args=[application.pk])
        about = application.round.title
        basis = _("反馈意见送达后的答复期限，见本批次评定规则")
        yield Wait("signature", _("阅读并签收反馈意见"), about, row.due_on, basis, href)
    states = (Application.State.DRAFT, Application.State.NOTICED)
    rows = Application.objects.filter(site__in=sites, state__in=states)
    for one in rows.select_related("round__policy").defer("self_answers", "self_facts"):
        href = reverse("portal-application", args=[one.pk])
        if one.state == Application.State.DRAFT:
            yield _draft(one, href)
        elif asking := may_ask(one):
            basis = _("对拟定等级有异议的，在这个期限内提出")
            what = _("对结果可以申请%(kind)s") % {"kind": asking.kind.label}
            yield Wait("scale", what, one.round.title, asking.until, basis, href)


def _draft(one: Application, href: str) -> Wait:
    basis = _("申报期的最后一天")
    until = one.round.window_until
    return Wait("pen-line", _("填完并提交评定申请"), one.round.title, until, basis, href)


def _removals(sites: QuerySet[Site]) -> Iterator[Wait]:
    rows = removals_of(sites).filter(outcome="", stated_at=None, due_on__gte=clock.today())
    for row in rows:
        href = f"{reverse('portal-rating', args=[row.level.site_id])}#removal"
        basis = _("事先告知后的陈述申辩期限，见评定规则")
        yield Wait("gavel", row.get_kind_display(), row.level.title, row.due_on, basis, href)


def _notices(sites: QuerySet[Site]) -> Iterator[Wait]:
    rows = of_home(sites).filter(state__in=[Visit.State.NOTIFIED, Visit.State.OPEN])
    for one in rows:
        href = reverse("portal-visit", args=[one.pk])
        basis = _("通知书写明的最早检查日期")
        yield Wait("bell", _("准备接受检查"), one.purpose, one.earliest_on, basis, href)
