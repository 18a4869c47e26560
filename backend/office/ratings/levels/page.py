"""One level of a home (等级): what it rests on, and what may become of it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from backend.calendar.services import working_days_left
from backend.core import clock
from backend.core.refusals import Missing
from backend.look.clocks import Chip
from backend.look.page import Page, person_of
from backend.office.ratings.applications import case
from backend.office.ratings.levels.filters import levels_of_office
from backend.office.ratings.levels.lines import level_lines, rows_for_lines
from backend.office.ratings.permissions import DECIDES, EXAMINES
from backend.office.reach import Reach
from backend.ratings.levels import order_of, rank
from backend.ratings.models import Level, Removal
from backend.ratings.models.level import STANDING
from backend.standards.selectors import by_digest, result_names


class LevelPage(Page):
    """/office/levels/{id}; a level that is not yours to see is not there."""

    here = "rounds"
    template_name = "office/ratings/levels/page.html"

    def level(self) -> Level:
        """Find it; raises Missing."""
        rows = rows_for_lines(levels_of_office(person_of(self.request)))
        rows = rows.select_related("confirmed_by", "assessment__application__round", "before")
        found: Level | None = rows.filter(pk=self.kwargs["level_id"]).first()
        if found is None:
            raise Missing("没有这个等级，或者不在你的管辖范围")
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it."""
        person, row = person_of(self.request), self.level()
        reach = Reach(person)
        standing = row.state in STANDING
        kwargs.pop("level_id", None)
        return super().get_context_data(
            **{
                "tab": "levels",
                "row": row,
                "line": level_lines([row])[0],
                "changes": row.changes.order_by("-pk"),
                "hazards": case.hazards(row, person) if standing else [],
                "removals": [(one, _term(one)) for one in _removals(row)],
                "open": row.removals.filter(outcome="").exists(),
                "lower": _lower(row),
                "names": result_names(row.assessment.visit.checklist_digest),
                "papers": case.papers_of(row.assessment.application, person),
                "decides": reach.may(row.site.region, *DECIDES) and standing,
                "proposes": reach.may(row.site.region, *EXAMINES) and standing,
                **kwargs,
            }
        )


def _removals(row: Level) -> Any:
    return row.removals.select_related("told_by", "decided_by").order_by("-pk")


def _term(removal: Removal) -> Chip | None:
    """Give the days in which the home may speak, while they run."""
    if removal.outcome or removal.stated_at:
        return None
    today = clock.today()
    return Chip(_("陈述申辩"), removal.due_on, working_days_left(removal.due_on, today), today)


def _lower(row: Level) -> list[tuple[str, str]]:
    """Give the levels below, the highest first, by id and title."""
    digest = row.assessment.visit.checklist_digest
    standard, names = by_digest(digest), result_names(digest)
    below = order_of(standard)[: max(rank(standard, row.level), 0)]
    return [(one, names.level(one)) for one in reversed(below)]
