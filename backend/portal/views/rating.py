"""The ratings of a home: rounds, applications, its level and what is proposed against it (等级)."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from backend.core import clock
from backend.core.refusals import Missing
from backend.portal.chips import chips
from backend.portal.papers import lines
from backend.portal.papers import of_home as papers_of
from backend.portal.views.page import Act, HomePage
from backend.ratings import services
from backend.ratings.models import Application, Removal
from backend.ratings.selectors import application_line, applications_visible_to
from backend.ratings.selectors.homes import level_of, levels_offered, removals_of, rounds_for
from backend.registers.models import Site
from backend.registers.selectors import sites_managed_by

SHOWN = 20


class Rating(HomePage):
    """/portal/homes/{id}/rating."""

    here = "rating"
    template_name = "portal/rating.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read what there is."""
        mine = Site.objects.filter(pk=self.home.pk)
        rows = list(applications_visible_to(self.person).filter(site=self.home)[:SHOWN])
        removals = list(removals_of(mine)[:SHOWN])
        clocks = chips(
            (_("陈述申辩"), None if one.outcome or one.stated_at else one.due_on, "")
            for one in removals
        )
        papers = papers_of([self.home.pk]).filter(kind__in=["level-certificate", "rating-report"])
        level = level_of(self.home)
        return super().get_context_data(
            level=level,
            changes=list(level.changes.all()) if level else [],
            rounds=self._rounds(rows),
            applications=[application_line(one) for one in rows],
            removals=list(zip(removals, clocks, strict=True)),
            papers=lines(papers),
            **kwargs,
        )

    def _rounds(self, rows: list[Application]) -> list[dict[str, Any]]:
        """Say each round with its clock, its levels and the application that is there."""
        rounds = list(rounds_for(self.home))
        today = clock.today()
        terms = chips((_("申报"), one.window_until, "") for one in rounds)
        there = {one.round_id: one for one in rows if one.state != Application.State.WITHDRAWN}
        return [
            {
                "round": one,
                "clock": term,
                "open": one.phase(today) == "open",
                "levels": levels_offered(one),
                "there": there.get(one.pk),
            }
            for one, term in zip(rounds, terms, strict=True)
        ]


class Apply(Act, Rating):
    """POST …/apply: begin an application (填报申请)."""

    about = "apply"

    @cached_property
    def made(self) -> Application:
        """Begin it; begun again, it is the same."""
        try:
            wanted = UUID(self.typed("round"))
        except ValueError as wrong:
            raise Missing("没有这个批次") from wrong
        return services.draft_application(
            round_id=wanted,
            site=self.home,
            applied_for=self.typed("level")[:20],
            by=self.person,
        )

    def act(self) -> str:
        """Begin."""
        assert self.made
        return _("申请已建立，先完成自评，再提交。")

    def onward(self) -> tuple[str, Any]:
        """Go on to the self-assessment."""
        return "portal-self", self.made.pk


class StateOnRemoval(Act, Rating):
    """POST …/removals/{id}: the home's word before its level is taken or lowered (陈述申辩)."""

    about = "removal"

    def act(self) -> str:
        """Say it, once."""
        mine = removals_of(sites_managed_by(self.person).filter(pk=self.home.pk))
        found: Removal | None = mine.filter(pk=self.kwargs["removal_id"]).first()
        if found is None:
            raise Missing("没有这项事先告知，或者不属于你负责的机构")
        services.state_on_removal(
            removal_id=found.pk, words=self.typed("words")[:4000], by=self.person
        )
        return _("陈述申辩已提交。")

    def onward(self) -> tuple[str, Any]:
        """Back to the ratings."""
        return "portal-rating", self.home.pk
