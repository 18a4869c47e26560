"""The issuing agencies of one district (发文机关)."""

from __future__ import annotations

from typing import Any

from backend.accounts.models import Person, Region
from backend.accounts.roles import OFFICE
from backend.accounts.selectors import regions_of
from backend.core.refusals import Missing
from backend.look.page import Page, person_of
from backend.office.people.agencies.lines import AgencyLine, agency_lines
from backend.office.people.departments import CIVIL_AFFAIRS
from backend.office.people.permissions import ADMITS
from backend.office.reach import Reach


class AgencyPage(Page):
    """/office/agencies/{region}?department=; a district that is not yours to see is not there."""

    here = "people"
    template_name = "office/people/agencies/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it, the form filled with the agency that is asked for; raises Missing."""
        person = person_of(self.request)
        region = district(person, kwargs.pop("region"))
        lines = [line for line in agency_lines([region]) if line.agency]
        sent = kwargs.get("typed")
        asked = sent.get("department") if sent else self.request.GET.get("department")
        chosen = _chosen(lines, asked)
        blank = {"department": asked if asked is not None else CIVIL_AFFAIRS}
        return super().get_context_data(
            region=region,
            lines=lines,
            chosen=chosen,
            filled=sent or (chosen.agency if chosen else blank),
            keeps=Reach(person).may(region, *ADMITS),
            tab="agencies",
            **kwargs,
        )


def district(person: Person, code: str) -> Region:
    """Find a district somebody may see; raises Missing."""
    found = regions_of(person, *OFFICE).filter(pk=code).first()
    if found is None:
        raise Missing("没有这个区划，或者不在你的管辖范围")
    return found


def _chosen(lines: list[AgencyLine], department: str | None) -> AgencyLine | None:
    """Give the agency of the department, the first one where none is named."""
    if department is None:
        return lines[0] if lines else None
    rows = [one for one in lines if one.agency and one.agency.department == department.strip()]
    return rows[0] if rows else None
