"""The one place where the papers of a rating are asked for (制作等级评定文书).

A kind without a template folder is not asked for at all: the verb stands without its paper, and
the home's page says what the paper would.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from backend.core import clock
from backend.papers.models import Agency, Paper
from backend.papers.selectors import agency_for
from backend.papers.services import request_paper, take_number
from backend.papers.shapes import Subject
from backend.papers.templates import kinds
from backend.ratings import papers, removal_papers
from backend.ratings.models import Application, Feedback, Level, Removal, Review

ACCEPTANCE = "rating-acceptance"
REFUSAL = "rating-refusal"
FEEDBACK = "rating-feedback"
REPORT = "rating-report"
CERTIFICATE = "level-certificate"
REVIEW = "rating-review"
REMOVAL_NOTICE = "level-removal-notice"
REMOVAL = "level-removal"
DEPARTMENT = "民政"


def ask_for_acceptance(application: Application, actor: str) -> Paper | None:
    """Ask for 受理通知书."""
    return _ask(ACCEPTANCE, application, actor, lambda a, n: papers.acceptance(application, a, n))


def ask_for_refusal(application: Application, actor: str) -> Paper | None:
    """Ask for 不予受理通知书."""
    return _ask(REFUSAL, application, actor, lambda a, n: papers.refusal(application, a, n))


def ask_for_feedback(application: Application, row: Feedback, actor: str) -> Paper | None:
    """Ask for 反馈意见."""
    return _ask(FEEDBACK, application, actor, lambda a, n: papers.feedback(application, row, a, n))


def ask_for_report(application: Application, level: Level, actor: str) -> Paper | None:
    """Ask for 评定报告."""
    return _ask(REPORT, application, actor, lambda a, n: papers.report(application, level, a, n))


def ask_for_certificate(application: Application, level: Level, actor: str) -> Paper | None:
    """Ask for 等级证书, whose number the level carries from then on."""
    paper = _ask(
        CERTIFICATE, application, actor, lambda a, n: papers.certificate(application, level, a, n)
    )
    if paper is not None:
        level.number = paper.number
        level.save(update_fields=["number"])
    return paper


def ask_for_review(
    row: Review, actor: str, *, opinion: str, again: str, appeal_until: date | None
) -> Paper | None:
    """Ask for 复核（申诉）决定书; see `removal_papers.review` for what it needs to know."""
    fill = partial(
        removal_papers.review, row, opinion=opinion, again=again, appeal_until=appeal_until
    )
    return _ask(REVIEW, row.application, actor, fill)


def ask_for_removal_notice(row: Removal, actor: str) -> Paper | None:
    """Ask for 撤销（降级）事先告知书."""
    application = row.level.assessment.application
    return _ask(
        REMOVAL_NOTICE, application, actor, lambda a, n: removal_papers.removal_notice(row, a, n)
    )


def ask_for_removal(row: Removal, actor: str) -> Paper | None:
    """Ask for 撤销（降级）决定书, before the level changes."""
    application = row.level.assessment.application
    return _ask(REMOVAL, application, actor, lambda a, n: removal_papers.removal(row, a, n))


def _ask(
    kind: str,
    application: Application,
    actor: str,
    fill: Callable[[Agency, str], papers.Context],
) -> Paper | None:
    if kind not in kinds():
        return None
    agency = agency_for(application.site.region_id, DEPARTMENT)
    number = take_number(agency.mark, kind, clock.today().year)
    return request_paper(
        kind=kind,
        subject=Subject(
            "application", application.pk, application.site.region_id, application.site_id
        ),
        number=number,
        context=fill(agency, number),
        signatures=[],
        actor=actor,
    )
