"""The committee's vote on a scored application (委员会表决)."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from backend.accounts.models import Person
from backend.core import clock
from backend.ratings.committee import (
    Choices,
    choices,
    is_member,
    members_for,
    needed_for_quorum,
    recused,
    winner,
)
from backend.ratings.models import Application, Feedback, Score, Vote
from backend.ratings.policy import rules_of
from backend.ratings.refusals import (
    CommitteeTooSmall,
    FeedbackPending,
    NotCommittee,
    QuorumMissing,
    ReasonWanted,
    VoteCast,
    VoteNotOffered,
    VoteRecused,
)
from backend.ratings.services.row import State, demand_state, keep, standing_assessment, take


@transaction.atomic
def cast_vote(*, application_id: UUID, level: str, by: Person, reason: str = "") -> Vote:
    """Vote for a level, "" for none (投票); the same vote twice is once.

    Another level than the proposed one says why; so does any vote on a result with gaps.

    Raises NotCommittee, VoteRecused, FeedbackPending, VoteNotOffered, ReasonWanted, VoteCast,
    WrongRatingState.
    """
    found = take(application_id)
    if not is_member(found, by):
        raise NotCommittee(expected=f"a member for {found.site.region.name}", came=by.name)
    if recused(found, by):
        raise VoteRecused(came=by.name, do="leave the vote to the other members")
    demand_state(found, State.SCORED)
    score = _heard_score(found)
    offered = choices(found, score, rules_of(found.round.policy))
    _demand_offered(offered, level, reason, score)
    told = {"application": found, "ballot": found.ballot, "member": by}
    row = Vote(**told, level=level, reason=reason.strip(), cast_at=clock.now())
    before = Vote.objects.filter(**told).first() or _cast(row)
    if before is not None:
        if (before.level, before.reason) != (level, reason.strip()):
            raise VoteCast(came=before.level or "no level", do="wait for the ballot to close")
        return before
    keep(found, "vote-cast", str(by.pk), ballot=found.ballot)
    return row


@transaction.atomic
def close_vote(*, application_id: UUID, by: Person, seen_version: int | None = None) -> Application:
    """Count the ballot (表决结果): a majority is the committee's opinion, else a new ballot.

    Raises CommitteeTooSmall, QuorumMissing, WrongRatingState.
    """
    found = take(application_id, seen_version)
    demand_state(found, State.SCORED)
    _heard_score(found)
    rules = rules_of(found.round.policy)
    members = members_for(found)
    if len(members) < rules.committee_members:
        raise CommitteeTooSmall(
            expected=f"at least {rules.committee_members} members who may vote",
            came=str(len(members)),
            do="appoint further members",
        )
    votes = list(found.votes.filter(ballot=found.ballot))
    needed = needed_for_quorum(len(members), rules.committee_quorum)
    if len(votes) < needed:
        raise QuorumMissing(expected=f"at least {needed} votes", came=str(len(votes)))
    level = winner(votes, rules.committee_majority)
    if level is None:
        found.ballot += 1
        return keep(found, "ballot-without-majority", str(by.pk), ballot=found.ballot - 1)
    found.opinion_level, found.vote_closed_by = level, by
    found.state = State.VOTED
    return keep(found, "voted", str(by.pk), ballot=found.ballot, level=level, votes=len(votes))


def _heard_score(application: Application) -> Score:
    """Give the score once the home had its say on the feedback; raises FeedbackPending."""
    assessment = standing_assessment(application)
    feedback = Feedback.objects.filter(assessment=assessment).first()
    over = feedback is not None and clock.today() > feedback.due_on
    if assessment is None or feedback is None or (feedback.agrees is None and not over):
        raise FeedbackPending(
            expected=f"an answer, or a day after {feedback.due_on}" if feedback else "feedback",
            came=clock.today().isoformat(),
            do="send the feedback and wait for the home",
        )
    return assessment.score


def _demand_offered(offered: Choices, level: str, reason: str, score: Score) -> None:
    if level not in offered.allowed:
        raise VoteNotOffered(
            expected=" | ".join(one or "no level" for one in offered.allowed),
            came=level or "no level",
            place="level",
            do="vote for one of these",
        )
    if (level != offered.proposed or not score.complete) and not reason.strip():
        raise ReasonWanted(
            expected=f"a reason for {level or 'no level'}", place="reason", do="say why"
        )


def _cast(row: Vote) -> Vote | None:
    """Write a vote; the one that came at the same moment is given instead."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return Vote.objects.get(
            application=row.application, ballot=row.ballot, member_id=row.member_id
        )
    return None
