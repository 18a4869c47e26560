"""The announcement of a round (发布批次): what it keeps to is read first."""

from __future__ import annotations

from typing import Any

from backend.accounts.models import Region
from backend.accounts.selectors import regions_of
from backend.core import clock
from backend.look.page import Page, person_of
from backend.office.ratings.permissions import PLANS
from backend.office.ratings.rounds.lines import (
    offers,
)
from backend.office.ratings.rounds.rules import rule_lines
from backend.ratings.policy import policy_for
from backend.ratings.refusals import PolicyMissing


class AnnouncePage(Page):
    """/office/rounds/announce?region=: what a round keeps to is read before it is announced."""

    here = "rounds"
    template_name = "office/ratings/rounds/announce.html"

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
