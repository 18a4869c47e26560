"""What an assessment came to, in the words of the home's page and its papers (评定结果)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import override

from backend.ratings.levels import title_of
from backend.ratings.models import Application, Assessment, Score
from backend.standards.reading import named_parts
from backend.standards.selectors import by_digest
from scoring import grade
from scoring.checklist import Item

PAPERS = "zh-hans"  # the language of papers, whoever asks for one
LOST_AT_MOST = 400  # items in a feedback; a standard has fewer


def explanation_of(assessment: Assessment) -> dict[str, Any]:
    """Give the whole tree: chapters, items, rule, answer, clause, source; {} before the result."""
    conclusion = assessment.visit.conclusion or {}
    return dict(conclusion.get("graded", {}).get("explanation", {}))


def items_of(explanation: dict[str, Any]) -> list[dict[str, Any]]:
    """Give every item of an explanation, in the checklist's order."""
    return [item for chapter in explanation.get("chapters", []) for item in chapter["items"]]


def self_points(application: Application) -> dict[str, str]:
    """Give the home's own points item by item, from its answers; {} where it gave none."""
    if application.self_result is None:
        return {}
    standard = by_digest(application.round.checklist_digest)
    own = {"answers": application.self_answers, "facts": application.self_facts, "context": {}}
    graded = grade(standard, own)
    return {item["code"]: item["points"] for item in items_of(graded["explanation"])}


def feedback_of(assessment: Assessment) -> dict[str, Any]:
    """Say where points were lost and why, by chapter; what the home reads and signs.

    No level and no assessor's name: the level is the committee's and the authority's.
    """
    standard = by_digest(assessment.visit.checklist_digest)
    rows = []
    for chapter in explanation_of(assessment).get("chapters", []):
        for item in chapter["items"]:
            if Decimal(item["points"]) >= Decimal(item["applicable"]) and item["outcome"] != "fail":
                continue
            known = standard.by_code[item["code"]]
            rows.append(
                {
                    "chapter": chapter["id"],
                    "item": item["code"],
                    "title": known.title.zh,
                    "clause": item["clause"],
                    "points": item["points"],
                    "applicable": item["applicable"],
                    "why": why_of(known, item),
                }
            )
    return {
        "chapters": dict(assessment.score.chapters),
        "lost": rows[:LOST_AT_MOST],
        "lost_count": len(rows),
        "unanswered": (assessment.visit.conclusion or {})["graded"].get("unanswered", []),
    }


def why_of(item: Item, node: dict[str, Any]) -> str:
    """Give the reason of an item's points in Chinese, as papers print it."""
    with override(PAPERS):
        return named_parts(item, str(node["rule"]["why"]["zh"]))


def side_by_side(application: Application, score: Score | None) -> list[dict[str, Any]]:
    """Give own and assessed points of each chapter and in all, side by side."""
    standard = by_digest(application.round.checklist_digest)
    own = (application.self_result or {}).get("chapters", {})
    ours = score.chapters if score else {}
    return [
        {
            "chapter": one.id,
            "title": one.title.zh,
            "self": own.get(one.id),
            "assessed": ours.get(one.id),
        }
        for one in standard.chapters
    ]


def score_told(application: Application, score: Score) -> dict[str, Any]:
    """Say a score with the levels by their names."""
    standard = by_digest(application.round.checklist_digest)
    return {
        "level": score.level,
        "level_title": title_of(standard, score.level),
        "level_by_points": score.level_by_points,
        "total": score.total,
        "max": score.maximum,
        "limited_by": score.limited_by,
        "unmet": score.unmet,
        "complete": score.complete,
        "provisional": score.provisional,
        "fault": score.fault,
        "result_digest": score.result_digest,
        "lock_digest": score.lock_digest,
    }
