"""What fills the papers that go against a home (复核、申诉决定书，撤销、降级事先告知书和决定书).

Keys as in pdf_templates/<kind>/context.schema.json; `papers.common` gives those every paper has.
"""

from __future__ import annotations

from datetime import date, datetime

from backend.core import clock
from backend.core.words import in_chinese
from backend.papers.formatting import day
from backend.papers.models import Agency
from backend.papers.services import one_line
from backend.ratings.levels import NO_LEVEL, title_of
from backend.ratings.models import Removal, Review
from backend.ratings.papers import NOTHING, Context, common
from backend.standards.selectors import by_digest

AGAIN = {"vote": "由评定委员会重新表决", "assessment": "重新抽取评定人员并重新评定"}


def review(
    row: Review,
    agency: Agency,
    number: str,
    *,
    opinion: str,
    again: str,
    appeal_until: date | None,
) -> Context:
    """Fill 复核（申诉）决定书: what the home said, what was found, what follows.

    opinion: the level it is about, "" for none; again: vote or assessment, where it was granted;
    appeal_until: the last day of an appeal, None where none is left.
    """
    application = row.application
    granted = row.outcome == Review.Outcome.GRANTED
    standard = by_digest(application.round.checklist_digest)
    return {
        **common(application, agency, number),
        "kind": in_chinese(Review.Kind(row.kind).label),
        "asked_on": _day(row.asked_at),
        "opinion": title_of(standard, opinion) if opinion else NO_LEVEL,
        "words": one_line(row.words),
        "answer": one_line(row.answer),
        "granted": granted,
        "again": AGAIN[again] if granted else "",
        "appeal": appeal_until is not None,
        "appeal_until": day(appeal_until) if appeal_until else "",
        "review_body": agency.review_body,
    }


def removal_notice(row: Removal, agency: Agency, number: str) -> Context:
    """Fill 撤销（降级）事先告知书: facts, ground, what is meant, until when the home may speak."""
    policy = row.level.assessment.application.round.policy
    term = policy.document["hearing_days"]
    return {
        **_level(row, agency, number),
        "due_on": day(row.due_on),
        "term_provisional": term["confidence"] != "confirmed",
    }


def removal(row: Removal, agency: Agency, number: str) -> Context:
    """Fill 撤销（降级）决定书: what the home said to it, why, and what can be done against it."""
    return {
        **_level(row, agency, number),
        "told_on": _day(row.told_at),
        "heard": row.stated_at is not None,
        "statement": one_line(row.statement),
        "reason": one_line(row.reason),
        "surrender": "等级证书和牌匾" if row.level.plaque else "等级证书",
        "review_body": agency.review_body,
    }


def _level(row: Removal, agency: Agency, number: str) -> Context:
    level = row.level
    standard = by_digest(level.assessment.visit.checklist_digest)
    downgrade = row.kind == Removal.Kind.DOWNGRADE
    return {
        **common(level.assessment.application, agency, number),
        "level": level.title,
        "valid_from": day(level.valid_from),
        "valid_until": day(level.valid_until),
        "certificate": level.number or NOTHING,
        "act": in_chinese(Removal.Kind(row.kind).label),
        "downgrade": downgrade,
        "to_level": title_of(standard, row.to_level) if downgrade else "",
        "grounds": one_line(row.grounds),
        "clause": one_line(row.clause),
    }


def _day(moment: datetime) -> str:
    return day(moment.astimezone(clock.SHANGHAI).date())
