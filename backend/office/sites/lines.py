"""The register as the office reads it (机构名录): filters, lines with level and last visit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person, Region
from backend.core.clock import SHANGHAI
from backend.inspections import selectors as inspections
from backend.look.templatetags.look import named
from backend.office.filters import ALL, Filter
from backend.ratings.models import Level
from backend.ratings.models.level import STANDING
from backend.ratings.selectors import levels_visible_to
from backend.registers.models import Site
from backend.registers.selectors import kinds_today, sites_of_office

State = Site.State
MARKS = {  # state → icon and tone; the word stands beside it
    State.FILED: ("badge-check", "ok"),
    State.UNFILED: ("circle-dashed", "due"),
    State.UNLICENSED: ("circle-alert", "late"),
    State.CLOSED: ("circle-x", "off"),
}
CODE = re.compile(r"[0-9ANY][0-9A-Z]{5,17}")  # part of a code from its beginning, no word


@dataclass(frozen=True, slots=True)
class SiteLine:
    """One home as a row: its standing level, and the day of the last locked inspection."""

    site: Site
    level: Level | None
    visited_on: date | None

    @property
    def icon(self) -> str:
        """Name the mark of the state."""
        return MARKS[State(self.site.state)][0]

    @property
    def tone(self) -> str:
        """Say how the state's mark is coloured."""
        return MARKS[State(self.site.state)][1]


def site_lines(sites: Sequence[Site], person: Person) -> list[SiteLine]:
    """Make the lines of some homes; no row asks again."""
    ids = [one.pk for one in sites]
    standing = levels_visible_to(person).filter(site__in=ids, state__in=STANDING)
    levels = {one.site_id: one for one in standing}
    visited = _last_inspections(person, ids)
    return [SiteLine(one, levels.get(one.pk), visited.get(one.pk)) for one in sites]


def _last_inspections(person: Person, ids: Iterable[UUID]) -> dict[UUID, date]:
    """Give the day of each home's last locked inspection; a rating is no inspection."""
    rows = inspections.visible_to(person).filter(site__in=list(ids), locked_at__isnull=False)
    rows = rows.filter(nature__may_grade=False).order_by()
    found: list[tuple[UUID, datetime]] = list(rows.values_list("site").annotate(Max("locked_at")))
    return {site: at.astimezone(SHANGHAI).date() for site, at in found}


class SiteFilter(Filter):
    """Name or code, state, kind, region."""

    name = forms.CharField(label=_("名称或者信用代码"), max_length=60, required=False)
    state = forms.ChoiceField(label=_("备案状态"), required=False, choices=[ALL, *State.choices])
    kind = forms.ChoiceField(label=_("类型"), required=False)
    region = forms.ChoiceField(label=_("区划"), required=False)

    def __init__(self, asked: Any, *, person: Person) -> None:
        super().__init__(asked)
        self.seen = sites_of_office(person)
        regions = Region.objects.filter(pk__in=self.seen.order_by().values("region"))
        self.regions = list(regions.order_by("code"))
        self.offer("kind", [(one.code, named(one)) for one in kinds_today()])
        self.offer("region", [(one.code, one.name) for one in self.regions])

    def rows(self) -> QuerySet[Site]:
        """Give the homes that fit, of those of the person's area."""
        wanted, rows = self.wanted(), self.seen
        if name := wanted.get("name"):
            rows = rows.filter(_named(name))
        for field in ("state", "kind", "region"):
            if told := wanted.get(field):
                rows = rows.filter(**{field: told})
        return rows


def _named(text: str) -> Q:
    """Read what was typed as the beginning of a code, or as a part of a name."""
    code = text.upper().replace(" ", "")
    if CODE.fullmatch(code):
        return Q(legal_person__uscc__startswith=code) | Q(name__icontains=text)
    return Q(name__icontains=text)


def counts_by_state(rows: QuerySet[Site]) -> list[tuple[str, Any, str, int]]:
    """Count homes by state: (state, its word, its mark, how many), where there are any."""
    counts = dict(rows.order_by().values_list("state").annotate(count=Count("pk")))
    return [
        (state.value, state.label, MARKS[state][0], counts[state.value])
        for state in State
        if counts.get(state.value)
    ]
