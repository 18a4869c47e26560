"""The library of checklists (检查标准库): its filters, its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person
from backend.core import clock
from backend.office.filters import ALL, Filter
from backend.standards.models import ChecklistVersion
from backend.standards.selectors import visible_to

State = ChecklistVersion.State
MARKS = {  # state → icon and tone; the word stands beside it
    State.DRAFT: ("pen-line", "off"),
    State.PROPOSED: ("send", "due"),
    State.PUBLISHED: ("badge-check", "ok"),
}
FORCE = [ALL, ("now", _("现行")), ("later", _("尚未施行")), ("over", _("已废止"))]
CONTENT = [ALL, ("provisional", _("含暂定内容")), ("confirmed", _("全部已确认"))]


class ChecklistFilter(Filter):
    """Name or code, state, in force, provisional."""

    name = forms.CharField(label=_("名称或编号"), max_length=60, required=False)
    state = forms.ChoiceField(label=_("状态"), required=False)
    force = forms.ChoiceField(label=_("施行"), required=False, choices=FORCE)
    content = forms.ChoiceField(label=_("内容"), required=False, choices=CONTENT)

    def __init__(self, asked: Any, *, person: Person) -> None:
        super().__init__(asked)
        self.seen = visible_to(person)
        self.offer("state", State.choices)

    def rows(self) -> QuerySet[ChecklistVersion]:
        """Give the versions that fit, of those the person may read."""
        wanted, rows = self.wanted(), self.seen
        if name := wanted.get("name"):
            found = Q(title_zh__icontains=name) | Q(title_en__icontains=name)
            rows = rows.filter(found | Q(standard__icontains=name) | Q(version__icontains=name))
        if state := wanted.get("state"):
            rows = rows.filter(state=state)
        if content := wanted.get("content"):
            rows = rows.filter(provisional=content == "provisional")
        return _in_force(rows, wanted.get("force", ""), clock.today()).select_related(
            "loaded_by", "proposed_by", "published_by"
        )


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version as a row; force: now, later, over, by its days alone."""

    row: ChecklistVersion
    force: str

    @property
    def icon(self) -> str:
        """Name the mark of the state."""
        return MARKS[State(self.row.state)][0]

    @property
    def tone(self) -> str:
        """Say how the state's mark is coloured."""
        return MARKS[State(self.row.state)][1]

    @property
    def force_word(self) -> str:
        """Say whether it is in force."""
        return str(dict(FORCE)[self.force])

    @property
    def by(self) -> tuple[str, Any]:
        """Name who did the last step, and when."""
        row = self.row
        if row.published_by:
            return row.published_by.name, row.published_at
        if row.proposed_by:
            return row.proposed_by.name, row.proposed_at
        return row.loaded_by.name, row.loaded_at


def version_line(row: ChecklistVersion, today: date) -> VersionLine:
    """Make the line of one version."""
    if row.in_force_from > today:
        return VersionLine(row, "later")
    over = row.in_force_to is not None and row.in_force_to < today
    return VersionLine(row, "over" if over else "now")


def version_lines(rows: Sequence[ChecklistVersion]) -> list[VersionLine]:
    """Make the lines of some versions."""
    today = clock.today()
    return [version_line(row, today) for row in rows]


def _in_force(
    rows: QuerySet[ChecklistVersion], force: str, today: date
) -> QuerySet[ChecklistVersion]:
    if force == "later":
        return rows.filter(in_force_from__gt=today)
    if force == "over":
        return rows.filter(in_force_to__lt=today)
    if force == "now":
        holds = Q(in_force_to__isnull=True) | Q(in_force_to__gte=today)
        return rows.filter(holds, in_force_from__lte=today)
    return rows
