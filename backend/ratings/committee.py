"""Who votes on what, and what a majority is (评定委员会)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from backend.accounts.models import Grant, Person
from backend.accounts.roles import Role
from backend.core import clock
from backend.ratings.levels import order_of, rank
from backend.ratings.models import Application, Score, Vote
from backend.ratings.policy import Rules
from backend.registers.models import Interest, Officer
from backend.registers.selectors import interests_on, manages
from backend.standards.selectors import by_digest


@dataclass(frozen=True, slots=True)
class Choices:
    """What a vote may say: the proposed level (None: nothing is proposed) and all allowed ones.

    "" is no level.
    """

    proposed: str | None
    allowed: tuple[str, ...]


def choices(application: Application, score: Score, rules: Rules) -> Choices:
    """Give what the committee may give: never above the assessed level.

    Below the level applied for the policy decides: `fail` leaves no level, `lower` proposes the
    assessed one, `committee` proposes nothing, so that every vote says why.
    """
    standard = by_digest(application.round.checklist_digest)
    top = rank(standard, score.level)
    if top < 0:
        return Choices("", ("",))
    below = top < rank(standard, application.applied_for)
    if below and rules.below_applied == "fail":
        return Choices("", ("",))
    allowed = ("", *order_of(standard)[: top + 1])
    open_question = below and rules.below_applied == "committee"
    return Choices(None if open_question else score.level, allowed)


def members_for(application: Application) -> list[Person]:
    """Give the committee of the home's area, without who must not vote on this home."""
    upwards = application.site.region.path.strip("/").split("/")
    grants = Grant.objects.filter(role=Role.COMMITTEE, ended_at=None, region__in=upwards)
    people = Person.objects.filter(pk__in=grants.values("person")).order_by("pk")
    return [one for one in people if not recused(application, one)]


def is_member(application: Application, person: Person) -> bool:
    """Say whether a person sits on the committee of the home's area."""
    upwards = application.site.region.path.strip("/").split("/")
    held = Grant.objects.filter(person=person, role=Role.COMMITTEE, ended_at=None)
    return held.filter(region__in=upwards).exists()


def recused(application: Application, person: Person) -> bool:
    """Say whether a member must not vote: assessed the home, acts for it, is barred from it."""
    if person.pk in assessors_of(application) or manages(person, application.site):
        return True
    mine = Officer.objects.filter(person=person)
    barred = interests_on(clock.today(), mine).values()
    return any(sites.get(application.site_id) == Interest.Kind.HARD for sites in barred)


def needed_for_quorum(members: int, quorum: Fraction) -> int:
    """Give how many votes a ballot takes at least: 2/3 of 4 is 3."""
    return math.ceil(members * quorum)


def winner(votes: Iterable[Vote], majority: Fraction) -> str | None:
    """Give the level more than the majority voted for; None when none has it."""
    count = Counter(one.level for one in votes)
    total = sum(count.values())
    return next((level for level, n in count.items() if n > total * majority), None)


def voters_of(application: Application) -> set[UUID]:
    """Give everybody who voted on an application, in any ballot."""
    return set(application.votes.values_list("member_id", flat=True))


def assessors_of(application: Application) -> set[UUID]:
    """Give the persons who assess or assessed the home in this application."""
    seats = application.assessments.values_list("visit__officers__officer__person", flat=True)
    duties = application.duties.values_list("officer__person", flat=True)
    return {one for one in (*seats, *duties) if one is not None}
