"""Announcing a round and ending it (发布批次, 办结批次)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person, Region
from backend.core import clock
from backend.core.refusals import Missing
from backend.draws.models import Draw
from backend.draws.services import finish_draw
from backend.oplog.services import record
from backend.ratings.models import Round
from backend.ratings.models.application import RUNNING
from backend.ratings.policy import policy_for, rules_of
from backend.ratings.refusals import (
    ChecklistIncomplete,
    ChecklistNotForRating,
    DemonstrationNotSaid,
    RoundDaysWrong,
    WrongRatingState,
)
from backend.standards.models import ChecklistVersion
from backend.standards.selectors import by_digest, published


@transaction.atomic
def announce_round(
    *,
    region: Region,
    title: str,
    checklist_id: UUID,
    window_from: date,
    window_until: date,
    by: Person,
    demonstration: bool = False,
) -> Round:
    """Announce a round (发布批次): its checklist and its rules hold from today to the end.

    Raises ChecklistNotForRating, ChecklistIncomplete, DemonstrationNotSaid, RoundDaysWrong,
    PolicyMissing.
    """
    today = clock.today()
    checklist = ChecklistVersion.objects.filter(pk=checklist_id).first()
    if checklist is None:
        raise Missing(f"no checklist {checklist_id}", place="checklist")
    _demand_checklist(checklist, today, demonstration)
    if not today <= window_from <= window_until:
        raise RoundDaysWrong(
            expected=f"a window from {today} on", came=f"{window_from} to {window_until}"
        )
    policy = policy_for(region, today)
    rules_of(policy)
    made = Round.objects.create(
        region=region,
        title=title,
        checklist=checklist,
        checklist_digest=checklist.digest,
        policy=policy,
        demonstration=demonstration,
        notice_on=today,
        window_from=window_from,
        window_until=window_until,
        announced_by=by,
        announced_at=clock.now(),
    )
    body = {"checklist": checklist.digest, "policy": policy.digest, "demonstration": demonstration}
    record(kind="round.announced", subject=str(made.pk), actor=str(by.pk), body=body)
    return made


@transaction.atomic
def finish_round(*, round_id: UUID, by: Person) -> Round:
    """End a round when nothing of it is under way (办结批次); its draws open. Twice is once.

    Raises WrongRatingState while an application is running.
    """
    found = Round.objects.select_for_update().filter(pk=round_id).first()
    if found is None:
        raise Missing(f"no round {round_id}")
    if found.state == Round.State.DONE:
        return found
    left = found.applications.filter(state__in=RUNNING).count()
    if left:
        raise WrongRatingState(
            expected="no application under way", came=str(left), do="finish the applications first"
        )
    for row in found.draws.filter(draw__state=Draw.State.DRAWN):
        finish_draw(draw_id=row.draw_id, actor=str(by.pk))
    found.state, found.done_at = Round.State.DONE, clock.now()
    found.save(update_fields=["state", "done_at"])
    record(kind="round.finished", subject=str(found.pk), actor=str(by.pk))
    return found


def is_demonstration(checklist: ChecklistVersion) -> bool:
    """Say whether a version carries made-up weights and never is in force for a real round."""
    return by_digest(checklist.digest).demonstration is not None


def _demand_checklist(checklist: ChecklistVersion, day: date, demonstration: bool) -> None:
    """The version is for ratings, published, in force, complete; a demonstration says so."""
    standard = by_digest(checklist.digest)
    name = f"{checklist.standard}/{checklist.version}"
    if "rating" not in standard.natures or not standard.levels:
        raise ChecklistNotForRating(expected="a rating checklist with levels", came=name)
    if standard.incomplete is not None:
        raise ChecklistIncomplete(
            standard.incomplete.zh, came=name, do="load the official points as a version of yours"
        )
    if is_demonstration(checklist) != demonstration:
        raise DemonstrationNotSaid(
            expected=f"demonstration={str(is_demonstration(checklist)).lower()}",
            came=f"{str(demonstration).lower()} for {name}",
            do="say so, or choose another version",
        )
    latest = checklist if demonstration else published(checklist.standard, day)
    holds = checklist.in_force_from <= day <= (checklist.in_force_to or date.max)
    if checklist.state != "published" or not holds or latest != checklist:
        raise ChecklistNotForRating(
            expected=f"the published version in force on {day}",
            came=f"{name} {checklist.state}",
            do="choose the version in force, or publish it first",
        )
