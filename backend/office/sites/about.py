"""What concerns a home, the newest of each (机构的检查、整改、评定、信用)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person
from backend.credit.models import Entry
from backend.credit.selectors import entries_of
from backend.inspections import selectors as inspections
from backend.office.orders import lines as orders
from backend.office.ratings.applications import lines as applications
from backend.office.ratings.applications.filters import seen_by_office
from backend.office.ratings.levels import lines as levels
from backend.office.ratings.levels.filters import levels_of_office
from backend.office.visits import lines as visits
from backend.rectifications import selectors as rectifications
from backend.registers.models import Site

SHOWN = 5
CREDIT = {"inspection": _("检查记录"), "level": _("等级")}  # others show their code


@dataclass(frozen=True, slots=True)
class Some:
    """The newest of what there is, and how many there are."""

    lines: Sequence[Any]
    count: int

    @property
    def more(self) -> bool:
        """Whether there are more than are shown."""
        return self.count > len(self.lines)


@dataclass(frozen=True, slots=True)
class About:
    """All that concerns one home; an inspection and a rating stand apart."""

    visits: Some
    orders: Some
    levels: Some
    applications: Some
    credit: Some


@dataclass(frozen=True, slots=True)
class CreditLine:
    """One entry of the credit file as a row."""

    entry: Entry
    what: Any
    words: str


def about(site: Site, person: Person) -> About:
    """Read it, a handful of questions whatever there is."""
    seen = inspections.visible_to(person).filter(site=site, nature__may_grade=False)
    owed = rectifications.visible_to(person).filter(site=site)
    held = levels_of_office(person).filter(site=site)
    asked = seen_by_office(person).filter(site=site)
    kept = entries_of(site)
    rows = visits.rows_for_lines(seen).order_by("-pk")[:SHOWN]
    return About(
        Some(visits.case_lines(list(rows), person), _count(seen)),
        Some(orders.order_lines(_newest(orders.rows_for_lines(owed))), _count(owed)),
        Some(levels.level_lines(_newest(levels.rows_for_lines(held))), _count(held)),
        Some(
            applications.application_lines(_newest(applications.rows_for_lines(asked))),
            _count(asked),
        ),
        Some([_credit_line(one) for one in kept[:SHOWN]], _count(kept)),
    )


def _newest(rows: QuerySet[Any]) -> list[Any]:
    return list(rows.order_by("-pk")[:SHOWN])


def _count(rows: QuerySet[Any]) -> int:
    return rows.order_by().count()


def _credit_line(entry: Entry) -> CreditLine:
    words = entry.detail.get("words", "")
    said = "、".join(map(str, words)) if isinstance(words, list) else str(words)
    return CreditLine(entry, CREDIT.get(entry.kind, entry.kind), said)
