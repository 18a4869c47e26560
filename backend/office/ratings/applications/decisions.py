"""The ballot of a committee member and the decision of the head (表决, 确认等级): on a phone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from backend.accounts.models import Person
from backend.accounts.roles import Role
from backend.calendar.services import working_days_left
from backend.core import clock
from backend.core.refusals import Missing
from backend.inspections.selectors.reasons import reasons_of
from backend.look.clocks import Chip
from backend.office.ratings import forms as fields
from backend.office.ratings.applications import case
from backend.office.ratings.applications.ballots import voting_of
from backend.office.ratings.applications.lines import Standing, standing_of
from backend.office.ratings.applications.page import ApplicationPage
from backend.office.ratings.applications.verbs import ApplicationAct
from backend.office.reach import Reach
from backend.ratings import services
from backend.ratings.committee import choices, is_member
from backend.ratings.levels import months_after, standing_level
from backend.ratings.models import Application, Review
from backend.ratings.policy import rules_of
from backend.ratings.services.reviewing import asked_until
from backend.standards.selectors import result_names

State = Application.State
NO_LEVEL = "-"  # how a form says it


class BallotPage(ApplicationPage):
    """/office/applications/{id}/ballot: the case in one screen, for a member of the committee."""

    template_name = "office/ratings/applications/ballot.html"

    def more(self, row: Application, person: Person) -> dict[str, Any]:
        """Give the result, what may be voted, and who has voted; raises Missing."""
        now = standing_of(row)
        if not is_member(row, person):
            raise Missing("没有这份申请，或者不在你的管辖范围")
        graded = now.score is not None and not now.score.fault
        return {
            "reasons": reasons_of(now.assessment.visit) if now.assessment and graded else None,
            "sides": case.chapter_sides(row, now.score),
            "total": case.total_side(row, now.score),
            "voting": voting_of(row, person),
            "heard": _heard(now),
            "options": _options(row, now) if graded else [],
        }


class CastVote(ApplicationAct, BallotPage):
    """POST …/vote (投票); the same vote twice is once."""

    verb, form_class = "vote", fields.VoteForm

    def act(self, data: dict[str, Any]) -> str:
        """Vote."""
        level, reason = data["level"].removeprefix(NO_LEVEL), data["reason"]
        services.cast_vote(application_id=self.row.pk, level=level, reason=reason, by=self.person)
        return _("已投票。汇总以前，只有你知道自己投了什么。")

    def after(self) -> str:
        """Stay with the ballot."""
        return reverse("office-ballot", args=[self.row.pk])


class ConfirmPage(ApplicationPage):
    """/office/applications/{id}/confirm: what the head must know, and the two ways to end."""

    template_name = "office/ratings/applications/confirm.html"

    def more(self, row: Application, person: Person) -> dict[str, Any]:
        """Give the summary and what still stands against it; raises Missing for no head."""
        if not Reach(person).may(row.site.region, Role.HEAD):
            raise Missing("没有这份申请，或者不在你的管辖范围")
        now = standing_of(row)
        rules, today = rules_of(row.round.policy), clock.today()
        until = months_after(today, 12 * rules.validity_years) - timedelta(days=1)
        return {
            "sides": case.chapter_sides(row, now.score),
            "total": case.total_side(row, now.score),
            "voting": voting_of(row, person),
            "until": until,
            "before": standing_level(row.site_id),
            "appeal": _appeal(row, now),
            "unanswered": _unanswered(now),
            "running": _running(now, today),
            "papers": case.papers_of(row, person),
            "level": _level(row),
        }


class ConfirmLevel(ApplicationAct, ConfirmPage):
    """POST …/confirm (确认等级)."""

    verb, form_class, done_in = "confirm", fields.Seen, frozenset({State.CONFIRMED})

    def act(self, data: dict[str, Any]) -> str:
        """Confirm."""
        level = services.confirm_level(application_id=self.row.pk, by=self.person, **data)
        title = result_names(self.row.round.checklist_digest).level(level.level)
        return _("已确认：%(level)s。等级证书和评定报告正在制作。") % {"level": title}


class FailApplication(ApplicationAct, ConfirmPage):
    """POST …/fail (未评定等级)."""

    verb, form_class, done_in = "confirm", fields.Reason, frozenset({State.FAILED})

    def act(self, data: dict[str, Any]) -> str:
        """End it without a level."""
        services.fail_application(application_id=self.row.pk, by=self.person, **data)
        return _("已决定不评定等级，机构可以申请复核。")


def _heard(now: Standing) -> bool:
    """Say whether the home had its say on the feedback."""
    sent = now.feedback
    return sent is not None and (sent.agrees is not None or clock.today() > sent.due_on)


def _options(row: Application, now: Standing) -> list[tuple[str, str, bool]]:
    """Give (level, title, proposed): what a vote may say, the highest first, none last."""
    assert now.score is not None
    offered = choices(row, now.score, rules_of(row.round.policy))
    names = result_names(row.round.checklist_digest)
    levels = [one for one in reversed(offered.allowed) if one] + [""]
    return [(one, names.level(one), one == offered.proposed) for one in levels]


def _running(now: Standing, today: date) -> Chip | None:
    """Give the days of the public notice that are left; None once it is over."""
    if now.notice is None or today > now.notice.until_on:
        return None
    until = now.notice.until_on
    return Chip(_("公示期"), until, working_days_left(until, today), today)


def _appeal(row: Application, now: Standing) -> Chip | None:
    """Give the days of an appeal that still run after a dismissed review."""
    last = next((one for one in reversed(now.reviews) if one.ballot == row.ballot), None)
    if last is None or last.kind != Review.Kind.REVIEW or not last.outcome:
        return None
    until, today = asked_until(row, last), clock.today()
    if today > until:
        return None
    return Chip(_("申诉期限"), until, working_days_left(until, today), today)


def _unanswered(now: Standing) -> int:
    objections = now.notice.objections.all() if now.notice else []
    open_ones = sum(one.answered_at is None for one in objections)
    return open_ones + sum(not one.outcome for one in now.reviews)


def _level(row: Application) -> Any:
    standing = row.assessments.filter(voided_at=None).first()
    return standing.levels.first() if standing else None
