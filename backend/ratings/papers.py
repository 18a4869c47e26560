"""What fills the papers of a rating (等级评定文书): one function a kind, giving the context.

Each gives strings of one line, booleans and lists of such objects, as every template takes them
(pdf_templates/README.md); every key is always there. The record that assessors read out and sign
on the tablet, `rating-record` (现场评定记录), is filled there; its fixed part is
`inspections.selectors.words.rating_words`. `services/requests.py` is the one place that asks.

| kind | paper | function |
|---|---|---|
| rating-acceptance | 受理通知书 | `acceptance` |
| rating-refusal | 不予受理通知书 | `refusal` |
| rating-feedback | 反馈意见 | `feedback` |
| rating-report | 评定报告 | `report` |
| level-certificate | 等级证书 | `certificate` |
| rating-review | 复核、申诉决定书 | `removal_papers.review` |
| level-removal-notice | 撤销、降级事先告知书 | `removal_papers.removal_notice` |
| level-removal | 撤销、降级决定书 | `removal_papers.removal` |
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import override

from backend.core import clock
from backend.papers.formatting import day, percent
from backend.papers.models import Agency
from backend.papers.services import one_line
from backend.ratings.levels import title_of
from backend.ratings.models import Application, Assessment, Eligibility, Feedback, Level
from backend.ratings.selectors.results import (
    PAPERS,
    explanation_of,
    items_of,
    self_points,
    side_by_side,
    why_of,
)
from backend.standards.reading import told_tests
from backend.standards.selectors import by_digest

Context = dict[str, Any]
NOTHING = "—"
HOLDS = {True: "符合", False: "不符合", None: "经核实符合"}
OUTCOMES = {True: "同意", False: "有不同意见", None: "未答复"}


def acceptance(application: Application, agency: Agency, number: str) -> Context:
    """Fill 受理通知书: what was applied for, the conditions, what follows.

    Keys: those of `common`, and conditions [{n, need, words, result}].
    """
    return {**common(application, agency, number), "conditions": _conditions(application)}


def refusal(application: Application, agency: Agency, number: str) -> Context:
    """Fill 不予受理通知书: each condition that does not hold with what was found, and the remedies.

    Keys: those of `common`, and reason, grounds [{n, need, words, clause, source}], review_body.
    """
    failing = application.eligibility.filter(holds=False)
    return {
        **common(application, agency, number),
        "reason": one_line(application.decision_reason),
        "grounds": [
            {
                "n": str(n),
                "need": one_line(row.need),
                "words": one_line(row.words),
                "clause": one_line(row.clause) or NOTHING,
                "source": one_line(row.source),
            }
            for n, row in enumerate(failing, 1)
        ],
        "review_body": agency.review_body,
    }


def feedback(application: Application, row: Feedback, agency: Agency, number: str) -> Context:
    """Fill 反馈意见: points by chapter, what lost points and why, the last day to sign.

    Keys: those of `common`, and visited_on, chapters [{n, title, points, applicable, rate}],
    lost [{n, title, clause, points, applicable, why}], lost_count, due_on.
    """
    body = row.body
    return {
        **common(application, agency, number),
        "visited_on": _visited_on(row.assessment),
        "chapters": _chapters(application, body["chapters"]),
        "lost": [
            {
                "n": str(n),
                "title": one_line(one["title"]),
                "clause": one_line(one["clause"]),
                "points": one["points"],
                "applicable": one["applicable"],
                "why": one_line(one["why"]) or NOTHING,
            }
            for n, one in enumerate(body["lost"], 1)
        ],
        "lost_count": str(body["lost_count"]),
        "due_on": day(row.due_on),
    }


def report(application: Application, level: Level, agency: Agency, number: str) -> Context:
    """Fill 评定报告: the way from application to level, own and assessed points, limits.

    Keys: those of `common`, and visited_on, assessors [{n, name, department, certificate}],
    chapters [{n, title, self, assessed}], items [{n, title, clause, self, points, applicable,
    why, provisional (bool)}], items_count, total, total_max, level_by_points, limits
    [{n, test, need, have, clause}], feedback, ballot_votes, notice_from, notice_until, level,
    valid_from, valid_until, result_digest.
    """
    assessment = level.assessment
    score, standard = assessment.score, by_digest(application.round.checklist_digest)
    notice = application.notices.get(withdrawn_at=None)
    said = Feedback.objects.filter(assessment=assessment).first()
    items = _items(application, assessment)
    return {
        **common(application, agency, number),
        "visited_on": _visited_on(assessment),
        "assessors": _assessors(assessment),
        "chapters": _compared(application, assessment),
        "items": items,
        "items_count": str(len(items)),
        "total": score.total,
        "total_max": score.maximum,
        "level_by_points": title_of(standard, score.level_by_points),
        "limits": _limits(assessment),
        "feedback": OUTCOMES[said.agrees if said else None],
        "ballot_votes": str(application.votes.filter(ballot=application.ballot).count()),
        "notice_from": day(notice.from_on),
        "notice_until": day(notice.until_on),
        "result_digest": score.result_digest[:16],
        **_level(level),
    }


def certificate(application: Application, level: Level, agency: Agency, number: str) -> Context:
    """Fill 等级证书: whose, which level, from when until when, and that it can be checked.

    Keys: those of `common`, and level, level_word, valid_from, valid_until, plaque.
    """
    return {
        **common(application, agency, number),
        **_level(level),
        "level_word": level.level_word,
        "plaque": level.plaque,
    }


def common(application: Application, agency: Agency, number: str) -> Context:
    """Give what every paper of a rating says.

    Keys: agency, number, recipient, site_name, place, uscc, filing_number, round, standard,
    checklist_version, applied_for, demonstration (bool: 演示 stands across the paper), contact,
    office_address, issued_on.
    """
    round_, site = application.round, application.site
    standard = by_digest(round_.checklist_digest)
    holder = site.legal_person
    return {
        "agency": agency.name,
        "number": number,
        "recipient": holder.name if holder else site.name,
        "site_name": site.name,
        "place": one_line(site.address),
        "uscc": site.uscc or "未登记",
        "filing_number": site.filing_number or "未备案",
        "round": one_line(round_.title),
        "standard": one_line(f"{standard.ground.clause}《{standard.title.zh}》"),
        "checklist_version": standard.version,
        "applied_for": title_of(standard, application.applied_for),
        "demonstration": round_.demonstration,
        "contact": agency.contact,
        "office_address": agency.address,
        "issued_on": day(clock.today()),
    }


def _conditions(application: Application) -> list[Context]:
    rows: list[Eligibility] = list(application.eligibility.all())
    return [
        {
            "n": str(n),
            "need": one_line(row.need),
            "words": one_line(row.words),
            "result": HOLDS[row.holds],
        }
        for n, row in enumerate(rows, 1)
    ]


def _chapters(application: Application, chapters: dict[str, Any]) -> list[Context]:
    standard = by_digest(application.round.checklist_digest)
    return [
        {
            "n": str(n),
            "title": one.title.zh,
            **{name: chapters[one.id][name] for name in ("points", "applicable")},
            "rate": percent(chapters[one.id]["rate"]) or "不计",
        }
        for n, one in enumerate(standard.chapters, 1)
        if one.id in chapters
    ]


def _compared(application: Application, assessment: Assessment) -> list[Context]:
    return [
        {
            "n": str(n),
            "title": row["title"],
            "self": row["self"]["points"] if row["self"] else NOTHING,
            "assessed": row["assessed"]["points"] if row["assessed"] else NOTHING,
        }
        for n, row in enumerate(side_by_side(application, assessment.score), 1)
    ]


def _items(application: Application, assessment: Assessment) -> list[Context]:
    """Give every item with own and assessed points, its clause and the reason."""
    standard = by_digest(application.round.checklist_digest)
    own = self_points(application)
    return [
        {
            "n": str(n),
            "title": standard.by_code[one["code"]].title.zh,
            "clause": one_line(one["clause"]),
            "self": own.get(one["code"], NOTHING),
            "points": one["points"],
            "applicable": one["applicable"],
            "why": one_line(why_of(standard.by_code[one["code"]], one)) or NOTHING,
            "provisional": one["confidence"] == "provisional",
        }
        for n, one in enumerate(items_of(explanation_of(assessment)), 1)
    ]


def _limits(assessment: Assessment) -> list[Context]:
    """What stood against a higher level: the tests of the next one above the given."""
    unmet: dict[str, list[dict[str, Any]]] = assessment.score.unmet
    following = next(iter(unmet.values()), [])
    with override(PAPERS):
        told = told_tests(by_digest(assessment.visit.checklist_digest), following)
    return [
        {
            "n": str(n),
            "test": one_line(one.what),
            "need": one_line(one.need),
            "have": one_line(one.have),
            "clause": one_line(one.ground.clause),
        }
        for n, one in enumerate(told, 1)
    ]


def _assessors(assessment: Assessment) -> list[Context]:
    rows = assessment.visit.officers.filter(left_at=None).select_related("officer")
    return [
        {
            "n": str(n),
            "name": row.officer.name,
            "department": row.department,
            "certificate": row.certificate_number,
        }
        for n, row in enumerate(rows, 1)
    ]


def _level(level: Level) -> Context:
    return {
        "level": level.title,
        "valid_from": day(level.valid_from),
        "valid_until": day(level.valid_until),
    }


def _visited_on(assessment: Assessment) -> str:
    told = (assessment.visit.conclusion or {}).get("visited_on")
    return day(date.fromisoformat(told)) if told else NOTHING
