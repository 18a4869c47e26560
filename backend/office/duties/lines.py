"""The ledger as the office reads it: filters, lines, and what each rests on (履职台账)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person
from backend.core import clock
from backend.duties import selectors
from backend.duties.models import Duty, DutyKind
from backend.look.days import english
from backend.look.page import as_id
from backend.office.filters import ALL, Filter

STATES = (
    ("late", _("逾期未办")),
    ("open", _("待办")),
    ("done", _("按期办结")),
    ("done-late", _("逾期办结")),
    ("excused", _("已免责")),
    ("cancelled", _("已取消")),
)
SIGNS = {  # state → tone, icon
    "late": ("late", "circle-alert"),
    "open": ("due", "clock"),
    "done": ("ok", "circle-check"),
    "excused": ("off", "circle-minus"),
    "cancelled": ("off", "circle-minus"),
}
PAGES = {  # what a duty rests on → the page of it and the name of its id
    "visit": ("office-visit", "visit_id"),
    "order": ("office-order", "order_id"),
    "application": ("office-application", "application_id"),
    "publication": ("office-publication", "publication_id"),
    "draw": ("office-draw", "draw_id"),
    "level": ("office-level", "level_id"),
    "paper": ("paper-file", "paper_id"),
}


class MatrixFilter(Filter):
    """Year and region of the matrix."""

    year = forms.ChoiceField(label=_("年度"), required=False)
    region = forms.ChoiceField(label=_("区划"), required=False)

    def __init__(self, asked: Any, *, person: Person) -> None:
        super().__init__(asked)
        self.person = person
        self.regions = selectors.offered_regions(person)
        years = selectors.offered_years(clock.today())
        self.offer("year", [(str(year), str(year)) for year in years])
        self.offer("region", [(one.code, one.name) for one in self.regions])

    def rows(self) -> QuerySet[Duty]:
        """Give the duties that fit, of those the person may see."""
        return selectors.filtered(selectors.visible_to(self.person), self.wanted())


class DutyFilter(MatrixFilter):
    """The same for the list, with kind, state, home and one visit."""

    kind = forms.ChoiceField(label=_("事项"), required=False)
    state = forms.ChoiceField(label=_("办理状态"), required=False, choices=[ALL, *STATES])
    name = forms.CharField(label=_("机构名称"), max_length=60, required=False)
    site = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ("kind", "state", "name", "year", "region", "site")

    def __init__(self, asked: Any, *, person: Person) -> None:
        super().__init__(asked, person=person)
        self.offer("kind", [(one.code, titled(one)) for one in selectors.kinds_now()])

    def clean_site(self) -> str:
        """Take an id only."""
        told = str(self.cleaned_data["site"])
        return told if as_id(told) else ""


def titled(kind: DutyKind) -> str:
    """Name a kind in the reader's language."""
    return kind.title_en if english() else kind.title_zh


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty as a row."""

    duty: Duty

    @property
    def title(self) -> str:
        """What is owed."""
        return titled(self.duty.kind)

    @property
    def term(self) -> str:
        """The rule of its term, in the reader's language."""
        return self.duty.kind.term_en if english() else self.duty.kind.term_zh

    @property
    def start(self) -> str:
        """From when the term counts, in the reader's language."""
        return self.duty.kind.start_en if english() else self.duty.kind.start_zh

    @property
    def whose(self) -> str:
        """The home, or the office's region."""
        return self.duty.site.name if self.duty.site else self.duty.region.name

    @property
    def state(self) -> str:
        """How it stands, said in one word."""
        if self.duty.state == Duty.State.DONE and self.duty.late:
            return _now("逾期办结")
        return str(self.duty.get_state_display())

    @property
    def tone(self) -> str:
        """The colour of its mark."""
        return "due" if self._done_late else SIGNS[self.duty.state][0]

    @property
    def icon(self) -> str:
        """The sign of its mark."""
        return SIGNS[self.duty.state][1]

    @property
    def _done_late(self) -> bool:
        return self.duty.state == Duty.State.DONE and self.duty.late

    @property
    def provisional(self) -> bool:
        """Whether its rule is not sure."""
        return self.duty.kind.confidence == DutyKind.Confidence.PROVISIONAL

    @property
    def ground(self) -> str:
        """The address of what it rests on; empty where there is no page."""
        told = self.duty.ground_type or self.duty.subject_type
        place = PAGES.get(told)
        found = as_id(self.duty.ground_id if self.duty.ground_type else self.duty.subject_id)
        return _address(*place, found) if place and found else ""

    @property
    def ground_words(self) -> str:
        """What it rests on, in a word; a document that a person named."""
        if self.duty.noted_by_id:
            return self.duty.ground_id
        return str(GROUNDS.get(self.duty.ground_type or self.duty.subject_type, ""))


GROUNDS = {
    "visit": _("检查记录"),
    "visits": _("抽查复核"),
    "order": _("责令改正"),
    "application": _("评定申请"),
    "publication": _("公示"),
    "draw": _("随机抽取"),
    "level": _("等级"),
    "paper": _("文书"),
    "plan": _("年度计划"),
}


def _address(route: str, name: str, found: UUID) -> str:
    try:
        address = reverse(route, kwargs={name: found})
    except NoReverseMatch:
        return ""
    return f"{address}?version=archive" if route == "paper-file" else address


def duty_lines(rows: Iterable[Duty]) -> list[DutyLine]:
    """Say each duty."""
    return [DutyLine(one) for one in rows]


def head() -> list[str]:
    """Name the columns of the files."""
    return [
        _now("事项"),
        _now("机构名称"),
        _now("区划"),
        _now("期间"),
        _now("起算"),
        _now("期限"),
        _now("办结"),
        _now("办理状态"),
        _now("依据"),
        _now("来源"),
        _now("可信度"),
        _now("免责理由"),
        _now("编号"),
    ]


def cells(line: DutyLine) -> list[str | int | None]:
    """Say a duty as cells."""
    duty = line.duty
    return [
        line.title,
        duty.site.name if duty.site else "",
        duty.region.name,
        duty.period,
        duty.started_on.isoformat(),
        duty.due_on.isoformat() if duty.due_on else _now("未规定"),
        duty.done_on.isoformat() if duty.done_on else "",
        line.state,
        duty.kind.basis,
        duty.kind.source,
        str(duty.kind.get_confidence_display()),
        duty.excuse_reason,
        str(duty.pk),
    ]


__all__ = ["DutyFilter", "DutyLine", "MatrixFilter", "cells", "duty_lines", "head"]
