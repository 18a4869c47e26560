"""What the list of visits can be narrowed by; all of it stays in the address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person
from backend.accounts.roles import Role
from backend.inspections import selectors as inspections
from backend.inspections.models import Visit
from backend.look.templatetags.look import named
from backend.office.filters import ALL, Filter
from backend.publication.selectors import visits_due
from backend.rectifications.selectors import running

TODO = [
    ALL,
    ("publish", _("待公示结果")),
    ("correct", _("整改未销号")),
    ("propose", _("待提请审批")),
    ("notify", _("待通知机构")),
    ("papers", _("待补审批手续")),
    ("mine", _("我的检查")),
]


def to_propose(person: Person) -> QuerySet[Visit]:
    """Give the planned visits that somebody may propose and nobody has."""
    mine = inspections.of_office(person, Role.SCHEDULER, Role.INSPECTOR)
    return inspections.awaiting(mine, "propose").order_by()


def to_notify(person: Person) -> QuerySet[Visit]:
    """Give the approved visits whose home somebody is to tell beforehand."""
    mine = inspections.of_office(person, Role.SCHEDULER).order_by()
    return mine.filter(state=Visit.State.APPROVED, nature__needs_notice_days__gt=0)


WAITING = {"propose": to_propose, "notify": to_notify}


class VisitFilter(Filter):
    """Name of the home, state, nature, year, region, what is still to do."""

    name = forms.CharField(label=_("机构名称"), max_length=60, required=False)
    state = forms.ChoiceField(label=_("状态"), required=False)
    nature = forms.ChoiceField(label=_("性质"), required=False)
    year = forms.ChoiceField(label=_("年度"), required=False)
    region = forms.ChoiceField(label=_("区划"), required=False)
    todo = forms.ChoiceField(label=_("待办"), required=False, choices=TODO)

    def __init__(self, asked: Any, *, person: Person) -> None:
        super().__init__(asked)
        self.person = person
        self.offered = offered = inspections.offered_filters(person)
        self.offer("state", list(Visit.State.choices))
        self.offer("nature", [(one.code, named(one)) for one in offered.natures])
        self.offer("year", [(str(year), str(year)) for year in offered.years])
        self.offer("region", [(one.code, one.name) for one in offered.regions])

    def rows(self) -> QuerySet[Visit]:
        """Give the visits that fit, of those the person may see."""
        wanted = self.wanted()
        todo = wanted.pop("todo", "")
        seen = inspections.of_officer if todo == "mine" else inspections.visible_to
        rows = inspections.filtered(seen(self.person), {**wanted, "papers": _owed(todo)})
        if todo in WAITING:
            return rows.filter(pk__in=WAITING[todo](self.person).values("pk"))
        if todo == "publish":
            return rows.filter(pk__in=visits_due(self.person).order_by().values("subject_id"))
        if todo == "correct":
            return rows.filter(pk__in=running(self.person).order_by().values("visit"))
        return rows


def _owed(todo: str) -> str:
    return "owed" if todo == "papers" else ""
