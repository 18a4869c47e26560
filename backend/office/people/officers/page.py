"""One officer or assessor (检查人员、评定人员)."""

from __future__ import annotations

from typing import Any

from backend.core import clock
from backend.look.page import Page, person_of
from backend.office.people.officers.lines import officer_lines
from backend.office.people.permissions import REGISTERS
from backend.office.reach import Reach, found
from backend.registers.models import Interest
from backend.registers.selectors import officers_visible_to

NOT_THERE = "名录中没有这名人员，或者不在你的管辖范围"


class OfficerPage(Page):
    """/office/officers/{id}; an officer who is not yours to see is not there."""

    here = "people"
    template_name = "office/people/officers/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it; reasons to keep away are for the registrar only. Raises Missing."""
        person = person_of(self.request)
        officer = found(officers_visible_to(person), kwargs["officer_id"], NOT_THERE)
        registers = Reach(person).may(officer.region, *REGISTERS)
        interests = officer.interests.select_related("site", "legal_person").order_by("-pk")
        return super().get_context_data(
            officer=officer,
            line=officer_lines([officer])[0],
            years=list(officer.years.order_by("-year")),
            registers=registers,
            interests=list(interests) if registers else [],
            reasons=Interest.Reason.choices,
            this_year=clock.today().year,
            tab="officers",
            **kwargs,
        )
