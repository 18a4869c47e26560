"""The committee's ballots (评定委员会表决): who has voted, and, once closed, how, for members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backend.accounts.models import Person
from backend.ratings.committee import is_member, members_for, needed_for_quorum, recused
from backend.ratings.models import Application, Vote
from backend.ratings.policy import rules_of
from backend.standards.selectors import ResultNames, result_names


@dataclass(frozen=True, slots=True)
class Ballot:
    """One closed ballot: each vote with its reason; read by members only."""

    number: int
    votes: tuple[tuple[str, str, str], ...]  # member, level, reason
    counts: tuple[tuple[str, int], ...]  # level, votes


@dataclass(frozen=True, slots=True)
class Voting:
    """Where the vote stands: number of the ballot, who voted, what a quorum takes.

    closed: the ballots that were counted, empty for who is no member.
    """

    ballot: int
    open: bool
    voted: tuple[str, ...]
    waiting: tuple[str, ...]
    needed: int
    least: int
    closed: tuple[Ballot, ...]
    member: bool
    recused: bool
    mine: bool

    @property
    def enough(self) -> bool:
        """Say whether the ballot may be counted."""
        members = len(self.voted) + len(self.waiting)
        return len(self.voted) >= self.needed and members >= self.least


def voting_of(row: Application, person: Person) -> Voting:
    """Say where the vote on an application stands, as the person may know it."""
    rules, members = rules_of(row.round.policy), members_for(row)
    cast = dict(row.votes.filter(ballot=row.ballot).values_list("member_id", "member__name"))
    member = is_member(row, person)
    return Voting(
        ballot=row.ballot,
        open=row.state == Application.State.SCORED,
        voted=tuple(cast.values()),
        waiting=tuple(one.name for one in members if one.pk not in cast),
        needed=needed_for_quorum(len(members), rules.committee_quorum),
        least=rules.committee_members,
        closed=_closed(row) if member else (),
        member=member,
        recused=member and recused(row, person),
        mine=person.pk in cast,
    )


def _closed(row: Application) -> tuple[Ballot, ...]:
    """Give the counted ballots: all before this one, and this one once the vote is over."""
    over = row.opinion_level is not None
    votes = row.votes.select_related("member").order_by("ballot", "cast_at")
    votes = votes.filter(ballot__lte=row.ballot if over else row.ballot - 1)
    names, found = result_names(row.round.checklist_digest), list(votes)
    numbers = sorted({one.ballot for one in found})
    return tuple(_ballot(number, found, names) for number in numbers)


def _ballot(number: int, votes: Sequence[Vote], names: ResultNames) -> Ballot:
    mine = [one for one in votes if one.ballot == number]
    told = [(one.member.name, names.level(one.level), one.reason) for one in mine]
    levels = [level for _name, level, _reason in told]
    counts = tuple((level, levels.count(level)) for level in dict.fromkeys(levels))
    return Ballot(number, tuple(told), counts)
