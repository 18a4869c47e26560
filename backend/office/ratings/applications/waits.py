"""What an application or a level waits for (等级评定待办): a condition, a role, a word each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Grant, Person
from backend.accounts.roles import Role
from backend.accounts.selectors import NOTHING
from backend.ratings.models import (
    Application,
    AssessorDuty,
    Feedback,
    Notice,
    Objection,
    Review,
    Score,
    Vote,
)

State = Application.State
THIS = OuterRef("pk")


@dataclass(frozen=True, slots=True)
class Wait:
    """One thing to do: whose, its word, its mark."""

    name: str
    word: Any
    icon: str
    roles: tuple[str, ...]


WAITS = (
    Wait("accept", _("待受理"), "clipboard-check", (Role.REVIEWER, Role.HEAD)),
    Wait("draw", _("待抽取评定人员"), "dices", (Role.SCHEDULER,)),
    Wait("plan", _("待安排现场评定"), "calendar-check", (Role.SCHEDULER,)),
    Wait("feedback", _("待发反馈意见"), "send", (Role.REVIEWER,)),
    Wait("vote", _("待我表决"), "hand", (Role.COMMITTEE,)),
    Wait("count", _("待汇总表决"), "users", (Role.REVIEWER,)),
    Wait("notice", _("待等级公示"), "megaphone", (Role.PUBLISHER,)),
    Wait("answer", _("待答复异议、复核、申诉"), "message-square", (Role.REVIEWER, Role.HEAD)),
    Wait("confirm", _("待确认等级"), "signature", (Role.HEAD,)),
)


def condition(name: str, person: Person, today: date) -> Q:
    """Say which applications wait for it; the vote asks who the person is."""
    heard = Exists(
        Feedback.objects.filter(
            Q(agrees__isnull=False) | Q(due_on__lt=today),
            assessment__application=THIS,
            assessment__voided_at=None,
        )
    )
    return _conditions(person, today, heard)[name]


def _conditions(person: Person, today: date, heard: Exists) -> dict[str, Q]:
    drawn = Exists(AssessorDuty.objects.filter(application=THIS, released_at=None))
    running = Exists(
        Notice.objects.filter(application=THIS, withdrawn_at=None, until_on__gte=today)
    )
    voted = Exists(Vote.objects.filter(application=THIS, ballot=OuterRef("ballot"), member=person))
    sent = Exists(Feedback.objects.filter(assessment__application=THIS, assessment__voided_at=None))
    faulty = Exists(
        Score.objects.filter(assessment__application=THIS, assessment__voided_at=None).exclude(
            fault=""
        )
    )
    asked = Q(Exists(Review.objects.filter(application=THIS, outcome="")))
    objected = Q(
        Exists(
            Objection.objects.filter(
                notice__application=THIS, notice__withdrawn_at=None, answered_at=None
            )
        )
    )
    return {
        "accept": Q(state=State.SUBMITTED),
        "draw": Q(state=State.ACCEPTED) & ~Q(drawn),
        "plan": Q(state=State.ACCEPTED) & Q(drawn),
        "feedback": Q(state=State.SCORED) & ~Q(sent) & ~Q(faulty),
        "vote": Q(state=State.SCORED) & Q(heard) & ~Q(voted),
        "count": Q(state=State.SCORED) & Q(heard),
        "notice": Q(state=State.VOTED) & ~Q(opinion_level=""),
        "answer": asked | (Q(state=State.NOTICED) & objected),
        "confirm": Q(state=State.VOTED, opinion_level="")
        | (Q(state=State.NOTICED) & ~Q(running) & ~asked & ~objected),
    }


def duty(wait: Wait, held: Sequence[Grant]) -> Q:
    """Say where somebody who holds these grants may do it."""
    condition = NOTHING
    for one in held:
        if one.role in wait.roles:
            condition |= Q(site__region__path__startswith=one.region.path)
    return condition
