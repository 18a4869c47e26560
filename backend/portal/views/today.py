"""The first page of a home: what waits, its licence and level, how many more visits (今日)."""

from __future__ import annotations

from typing import Any

from backend.core import clock
from backend.inspections.selectors.homes import year_counts
from backend.portal.papers import lines
from backend.portal.papers import of_home as papers_of
from backend.portal.views.page import HomePage
from backend.portal.waits import waits_of
from backend.ratings.selectors.homes import level_of
from backend.registers.models import Site

SHOWN = 3


class Today(HomePage):
    """/portal/homes/{id}."""

    here = "today"
    template_name = "portal/today.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count and list."""
        mine = Site.objects.filter(pk=self.home.pk)
        return super().get_context_data(
            waits=waits_of(mine),
            level=level_of(self.home),
            year=clock.today().year,
            counts=year_counts(self.home, clock.today().year),
            papers=lines(papers_of([self.home.pk]).order_by("-requested_at")[:SHOWN]),
            **kwargs,
        )
