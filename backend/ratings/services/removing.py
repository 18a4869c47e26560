"""Taking a level away or lowering it: told first, heard, then decided (撤销, 降级)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.calendar.services import add_working_days
from backend.core import clock, outbox
from backend.core.refusals import Missing
from backend.oplog.services import record
from backend.ratings.levels import rank, title_of, told
from backend.ratings.models import Level, Removal
from backend.ratings.policy import rules_of
from backend.ratings.refusals import (
    HearingRunning,
    NotLower,
    ReasonWanted,
    RemovalOpen,
    WrongRatingState,
)
from backend.ratings.services.level_credit import enter_credit, note_removed
from backend.ratings.services.level_row import (
    State,
    change,
    demand_level_state,
    take_level,
)
from backend.ratings.services.requests import ask_for_removal, ask_for_removal_notice
from backend.standards.selectors import by_digest

Kind, Outcome = Removal.Kind, Removal.Outcome


@transaction.atomic
def propose_removal(
    *,
    level_id: UUID,
    kind: str,
    grounds: str,
    clause: str,
    by: Person,
    to_level: str = "",
    seen_version: int | None = None,
) -> Removal:
    """Tell the home beforehand that its level shall be taken or lowered (事先告知).

    Raises NotLower, RemovalOpen, ReasonWanted, WrongRatingState.
    """
    level = take_level(level_id, seen_version)
    demand_level_state(level, State.VALID, State.SUSPENDED)
    if level.removals.filter(outcome="").exists():
        raise RemovalOpen(do="decide the one that is open first")
    if not grounds.strip() or not clause.strip():
        raise ReasonWanted(place="grounds", do="name the grounds and the clause")
    _demand_lower(level, kind, to_level)
    application = level.assessment.application
    made = Removal.objects.create(
        level=level,
        kind=kind,
        to_level=to_level,
        grounds=grounds.strip(),
        clause=clause.strip(),
        told_by=by,
        told_at=clock.now(),
        due_on=add_working_days(clock.today(), rules_of(application.round.policy).hearing_days),
    )
    _log("removal-told", made, by)
    ask_for_removal_notice(made, str(by.pk))
    return made


@transaction.atomic
def state_on_removal(*, removal_id: UUID, words: str, by: Person) -> Removal:
    """Let the home speak to what it was told (陈述申辩), within its days; once.

    Raises ReasonWanted, WrongRatingState.
    """
    row = _taken(removal_id)
    if row.stated_at is not None and row.statement == words.strip():
        return row
    if row.outcome or row.stated_at is not None or clock.today() > row.due_on:
        raise WrongRatingState(expected=f"a first word by {row.due_on}", came=row.outcome or "late")
    if not words.strip():
        raise ReasonWanted(place="words", do="say what you hold against it")
    row.statement, row.stated_by, row.stated_at = words.strip(), by, clock.now()
    row.save(update_fields=["statement", "stated_by", "stated_at"])
    _log("removal-heard", row, by)
    return row


@transaction.atomic
def decide_removal(*, removal_id: UUID, outcome: str, reason: str, by: Person) -> Removal:
    """Decide after the home has spoken or its days are over (撤销、降级决定); twice is once.

    Raises HearingRunning, ReasonWanted, WrongRatingState.
    """
    row = _taken(removal_id)
    if row.outcome:
        if row.outcome == outcome:
            return row
        raise WrongRatingState(expected="an open removal", came=row.outcome)
    if row.stated_at is None and clock.today() <= row.due_on:
        raise HearingRunning(expected=f"the home's word, or a day after {row.due_on}")
    if not reason.strip():
        raise ReasonWanted(place="reason", do="say why")
    row.outcome, row.reason = outcome, reason.strip()
    row.decided_by, row.decided_at = by, clock.now()
    row.save(update_fields=["outcome", "reason", "decided_by", "decided_at"])
    _log("removal-decided", row, by)
    if outcome == Outcome.IMPOSED:
        _impose(row, by)
    return row


def _impose(row: Removal, by: Person) -> None:
    level = take_level(row.level_id)
    demand_level_state(level, State.VALID, State.SUSPENDED)
    row.level = level
    paper = ask_for_removal(row, str(by.pk))
    note_removed(level, row, paper.number if paper else "", str(by.pk))
    if row.kind == Kind.REVOKE:
        change(level, State.REVOKED, row.grounds, str(by.pk))
    else:
        change(level, State.DOWNGRADED, row.grounds, str(by.pk))
        lower = _lowered(level, row.to_level, by)
        change(lower, State.VALID, row.grounds, str(by.pk))
        enter_credit(lower, str(by.pk))
    outbox.emit("level.removed", str(level.pk), {**told(level), "to_level": row.to_level})


def _lowered(level: Level, to_level: str, by: Person) -> Level:
    """Give the lower level on the same assessment, to the same last day."""
    standard = by_digest(level.assessment.visit.checklist_digest)
    return Level.objects.create(
        site_id=level.site_id,
        assessment=level.assessment,
        level=to_level,
        level_word=level.level_word,
        title=title_of(standard, to_level),
        valid_from=clock.today(),
        valid_until=level.valid_until,
        demonstration=level.demonstration,
        before=level,
        confirmed_by=by,
        confirmed_at=clock.now(),
    )


def _demand_lower(level: Level, kind: str, to_level: str) -> None:
    standard = by_digest(level.assessment.visit.checklist_digest)
    lower = 0 <= rank(standard, to_level) < rank(standard, level.level)
    if (kind == Kind.DOWNGRADE and not lower) or (kind == Kind.REVOKE and to_level):
        raise NotLower(
            expected=f"a level below {level.title}" if kind == Kind.DOWNGRADE else "none",
            came=to_level or "none",
            place="to_level",
        )


def _taken(removal_id: UUID) -> Removal:
    row = Removal.objects.select_for_update().filter(pk=removal_id).first()
    if row is None:
        raise Missing(f"no removal {removal_id}")
    return row


def _log(verb: str, row: Removal, by: Person) -> None:
    body = {"removal": str(row.pk), "kind": row.kind, "outcome": row.outcome}
    record(kind=f"level.{verb}", subject=str(row.level_id), actor=str(by.pk), body=body)
