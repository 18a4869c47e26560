"""The case line of an application (申请一行): what, whom, state, clock, who holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from backend.calendar.services import working_days_left_of
from backend.core import clock
from backend.look.clocks import Chip
from backend.office.visits.lines import Due
from backend.ratings.models import (
    Application,
    Assessment,
    AssessorDuty,
    Feedback,
    Notice,
    Review,
    Score,
)
from backend.standards.selectors import ResultNames, result_names

State = Application.State
MARKS = {  # state → icon and tone; the word stands beside it
    State.SUBMITTED: ("upload", "accent"),
    State.ACCEPTED: ("clipboard-check", "calm"),
    State.REFUSED: ("circle-x", "off"),
    State.ASSESSING: ("clipboard-list", "accent"),
    State.SCORED: ("scale", "calm"),
    State.VOTED: ("users", "calm"),
    State.NOTICED: ("megaphone", "calm"),
    State.CONFIRMED: ("badge-check", "ok"),
    State.FAILED: ("circle-minus", "off"),
    State.WITHDRAWN: ("undo-2", "off"),
}
Turn = tuple[Any, Any]  # who holds it, what is expected of him
NOBODY: Turn = ("", "")
SCHEDULER, REVIEWER, HEAD = _("计划员"), _("科室负责人"), _("机关负责人")


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """One application as a row."""

    row: Application
    applied_for: str
    level: str  # the committee's opinion, else the assessed level, else empty
    chip: Chip | None
    holder: Any
    expected: Any

    @property
    def icon(self) -> str:
        """Name the mark of the state."""
        return MARKS[State(self.row.state)][0]

    @property
    def tone(self) -> str:
        """Say how the state's mark is coloured."""
        return MARKS[State(self.row.state)][1]


@dataclass(frozen=True, slots=True)
class Standing:
    """What of an application counts now, read with the list."""

    duties: Sequence[AssessorDuty]
    assessment: Assessment | None
    score: Score | None
    feedback: Feedback | None
    notice: Notice | None
    reviews: Sequence[Review]


def rows_for_lines(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Add to a list of applications what its lines need: a fixed number of queries."""
    duties = AssessorDuty.objects.filter(released_at=None)
    standing = Assessment.objects.filter(voided_at=None)
    standing = standing.select_related("visit", "score", "feedback")
    notices = Notice.objects.filter(withdrawn_at=None).prefetch_related("objections")
    return rows.prefetch_related(
        Prefetch("duties", duties, to_attr="standing_duties"),
        Prefetch("assessments", standing, to_attr="standing_assessments"),
        Prefetch("notices", notices, to_attr="standing_notices"),
        "reviews",
    )


def standing_of(row: Any) -> Standing:
    """Give what counts now, of a row from `rows_for_lines`."""
    assessment = next(iter(row.standing_assessments), None)
    return Standing(
        duties=row.standing_duties,
        assessment=assessment,
        score=getattr(assessment, "score", None),
        feedback=getattr(assessment, "feedback", None),
        notice=next(iter(row.standing_notices), None),
        reviews=list(row.reviews.all()),
    )


def application_lines(rows: Sequence[Application]) -> list[ApplicationLine]:
    """Make the lines of some applications; no row asks again. Rows come from `rows_for_lines`."""
    today = clock.today()
    standing = [standing_of(row) for row in rows]
    told = [_turn(row, now, today) for row, now in zip(rows, standing, strict=True)]
    left = working_days_left_of((due.on for _holder, _what, due in told if due), today)
    names = {digest: result_names(digest) for digest in {r.round.checklist_digest for r in rows}}
    return [
        ApplicationLine(
            row,
            names[row.round.checklist_digest].level(row.applied_for),
            _level(row, now.score, names[row.round.checklist_digest]),
            Chip(str(due.what), due.on, left[due.on], today, str(due.basis)) if due else None,
            holder,
            what,
        )
        for row, now, (holder, what, due) in zip(rows, standing, told, strict=True)
    ]


def _level(row: Application, score: Score | None, names: ResultNames) -> str:
    if row.opinion_level is not None:
        return names.level(row.opinion_level)
    return names.level(score.level) if score else ""


def _turn(row: Application, now: Standing, today: date) -> tuple[Any, Any, Due | None]:
    """Say whose turn it is, for what, and the term that counts."""
    asked = next((one for one in now.reviews if not one.outcome), None)
    if asked is not None:
        due = Due(_("答复"), asked.due_on, _("评定规则的复核、申诉答复期限"))
        return REVIEWER, _ANSWERS[Review.Kind(asked.kind)], due
    return _STEPS.get(State(row.state), _nobody)(row, now, today)


def _nobody(row: Application, now: Standing, today: date) -> tuple[Any, Any, Due | None]:
    return (*NOBODY, None)


def _submitted(row: Application, now: Standing, today: date) -> tuple[Any, Any, Due | None]:
    return REVIEWER, _("核查条件，决定是否受理"), None


def _accepted(row: Application, now: Standing, today: date) -> tuple[Any, Any, Due | None]:
    return SCHEDULER, _("安排现场评定") if now.duties else _("抽取评定人员"), None


def _assessing(row: Application, now: Standing, today: date) -> tuple[Any, Any, Due | None]:
    due = None
    if now.assessment is not None:
        until = now.assessment.visit.window_until
        due = Due(_("完成评定"), until, _("安排现场评定时定下的期间"))
    return _("评定人员"), _("现场评定"), due


def _scored(row: Application, now: Standing, today: date) -> tuple[Any, Any, Due | None]:
    if now.score is not None and now.score.fault:
        return HEAD, _("不能评分，作废后重新评定"), None
    if now.feedback is None:
        return REVIEWER, _("发出反馈意见"), None
    if now.feedback.agrees is None and today <= now.feedback.due_on:
        due = Due(_("答复反馈意见"), now.feedback.due_on, _("评定规则的反馈意见答复期限"))
        return _("机构"), _("签收、答复反馈意见"), due
    return _("评定委员会"), _("表决"), None


def _voted(row: Application, now: Standing, today: date) -> tuple[Any, Any, Due | None]:
    if row.opinion_level:
        return _("公示员"), _("发布公示"), None
    return HEAD, _("决定不评定等级"), None


def _noticed(row: Application, now: Standing, today: date) -> tuple[Any, Any, Due | None]:
    if now.notice is None:
        return (*NOBODY, None)
    if any(one.answered_at is None for one in now.notice.objections.all()):
        due = Due(_("公示期满"), now.notice.until_on, _("评定规则的公示期"))
        return REVIEWER, _("答复公示异议"), due
    if today <= now.notice.until_on:
        due = Due(_("公示期满"), now.notice.until_on, _("评定规则的公示期"))
        return _("公众"), _("公示期内可以提出异议"), due
    return HEAD, _("确认等级"), None


_STEPS = {
    State.SUBMITTED: _submitted,
    State.ACCEPTED: _accepted,
    State.ASSESSING: _assessing,
    State.SCORED: _scored,
    State.VOTED: _voted,
    State.NOTICED: _noticed,
}
_ANSWERS = {
    Review.Kind.REVIEW: _("答复复核申请"),
    Review.Kind.APPEAL: _("答复申诉（未参与的人员）"),
}
