"""Rounds of rating (评定批次): the list, one round, the announcement of a new one."""

from __future__ import annotations

from typing import Any

from backend.accounts.models import Person, Region
from backend.accounts.roles import Role
from backend.accounts.selectors import grants_of, regions_of
from backend.core import clock
from backend.core.refusals import Missing
from backend.draws.models import Draw
from backend.look.page import Page, person_of
from backend.look.paging import part
from backend.office.rating_filters import ApplicationFilter, rounds_seen
from backend.office.rating_lines import application_lines, rows_for_lines
from backend.office.rating_permissions import PLANS
from backend.office.rating_rounds import (
    draw_lines,
    offers,
    round_lines,
    state_counts,
    waiting_for_draw,
)
from backend.office.rating_rules import rule_lines
from backend.office.rating_todos import waiting
from backend.ratings.models import Round
from backend.ratings.policy import policy_for
from backend.ratings.refusals import PolicyMissing
from backend.standards.reading.words import said
from backend.standards.selectors import by_digest, result_names


class RoundsPage(Page):
    """/office/rounds?cursor=: rounds of the person's area and above, newest first."""

    here = "rounds"
    template_name = "office/rounds.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List a page; what waits for the reader stands above it."""
        person = person_of(self.request)
        rows = rounds_seen(person)
        found = part(self.request, rows, ordering=("-pk",))
        return super().get_context_data(
            tab="rounds",
            waits=[one for one in waiting(person) if one.count],
            count=rows.count(),
            lines=round_lines(found.rows, person),
            part=found,
            **kwargs,
        )


class RoundPage(Page):
    """/office/rounds/{id}?name=&state=&decided=&todo=&region=&cursor=."""

    here = "rounds"
    template_name = "office/round.html"

    def round(self) -> Round:
        """Find it; raises Missing."""
        rows = rounds_seen(person_of(self.request)).select_related("announced_by")
        found = rows.filter(pk=self.kwargs["round_id"]).first()
        if found is None:
            raise Missing("没有这个批次，或者不在你的管辖范围")
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it with its applications."""
        person, row = person_of(self.request), self.round()
        wanted = ApplicationFilter({**self.request.GET.dict(), "round": str(row.pk)}, person=person)
        rows = wanted.rows()
        found = part(self.request, rows_for_lines(rows), ordering=("-pk",))
        kwargs.pop("round_id", None)
        roles = _roles_over(person, row.region)
        demonstration = by_digest(row.checklist_digest).demonstration
        return super().get_context_data(
            **{
                "tab": "rounds",
                "row": row,
                "line": round_lines([row], person)[0],
                "demonstration": said(demonstration),
                "rules": rule_lines(row.policy, result_names(row.checklist_digest)),
                "states": state_counts(wanted.seen.filter(round=row)),
                "filter": wanted,
                "asked": {name: told for name, told in wanted.wanted().items() if name != "round"},
                "count": rows.count(),
                "lines": application_lines(found.rows),
                "part": found,
                "regions": wanted.regions,
                "draws": draw_lines(row),
                "waiting": waiting_for_draw(row),
                "plans": bool(roles & {*PLANS}),
                "enters": Role.SCHEDULER in roles,
                "today": clock.today(),
                "announced": Draw.State.ANNOUNCED,
                **kwargs,
            }
        )


class AnnouncePage(Page):
    """/office/rounds/announce?region=: what a round keeps to is read before it is announced."""

    here = "rounds"
    template_name = "office/round_announce.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the regions, the checklists, the rules of the chosen region."""
        person = person_of(self.request)
        regions = list(regions_of(person, *PLANS))
        asked = self.request.POST.get("region") or self.request.GET.get("region")
        chosen = next((one for one in regions if one.code == asked), None)
        if chosen is None and len(regions) == 1:
            chosen = regions[0]
        return super().get_context_data(
            **{
                "tab": "rounds",
                "offered": regions,
                "region": chosen,
                "offers": offers(person) if chosen else [],
                "today": clock.today(),
                **(_rules(chosen) if chosen else {}),
                **kwargs,
            }
        )


def _rules(region: Region) -> dict[str, Any]:
    """Give the rules that hold in a region today, and whose they are."""
    try:
        policy = policy_for(region, clock.today())
    except PolicyMissing:
        return {"rules": [], "no_policy": True}
    return {"rules": rule_lines(policy, None), "policy": policy}


def _roles_over(person: Person, region: Region) -> frozenset[str]:
    held = grants_of(person)
    return frozenset(one.role for one in held if region.path.startswith(one.region.path))
