"""One person of an area (人员)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from backend.accounts.models import Person
from backend.accounts.roles import Role
from backend.accounts.selectors import people_of, regions_of
from backend.look.page import Page, person_of
from backend.office.people.permissions import ADMITS
from backend.office.people.staff.lines import grants_seen_by, seen_by
from backend.office.reach import Reach, found
from backend.registers.selectors import officers_visible_to

NOT_THERE = "没有这名人员，或者不在你的管辖范围"


class PersonPage(Page):
    """/office/people/{id}; a person who is not yours to see is not there."""

    here = "people"
    template_name = "office/people/staff/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it; raises Missing."""
        person = person_of(self.request)
        one = found(seen_by(person), kwargs["person_id"], NOT_THERE)
        admits = people_of(person, *ADMITS).filter(pk=one.pk).exists()
        grants, reach = list(grants_seen_by(person).filter(person=one)), Reach(person)
        return super().get_context_data(
            person=one,
            grants=grants,
            officers=list(officers_visible_to(person).filter(person=one).order_by("-pool")),
            admits=admits,
            own=one.pk == person.pk,
            held=[held for held in grants if reach.may(held.region, *ADMITS)],
            offered=regions_of(person, *ADMITS) if admits else [],
            roles=Role.choices,
            tab="people",
            **kwargs,
        )


def admitted(person: Person, person_id: UUID) -> Person:
    """Find somebody to whom a platform administrator may give roles; raises Missing."""
    return found(people_of(person, *ADMITS), person_id, NOT_THERE)
