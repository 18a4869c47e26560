"""What the public reads of a level and of a notice of one (等级公告、等级评定公示的内容).

Built once, at publication, from what was confirmed; no assessor, no mark, no vote, no reason
that names a person.  Source: law-and-office design, section 9: level, dates, validity, rates of
the chapters, hard conditions.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from backend.core import clock
from backend.core.words import in_chinese
from backend.papers.selectors import agency_for
from backend.publication.payload import NOT_RATED_MEANS, named
from backend.ratings.models import Application, Level, LevelChange, Notice, Round
from backend.ratings.selectors.results import explanation_of
from backend.standards.selectors import Standard, by_digest

DEPARTMENT = "民政"
DEMONSTRATION = "评定所用分值为演示权重，没有国家标准文本依据，仅供演示"
PROVISIONAL = "评定表中有的分值或者条件没有国家标准文本依据，为暂定"
NO_INSPECTION = "等级依申请评定，不由行政检查产生，也不代替行政检查"
HELD = {"yes": "符合", "no": "不符合", "unknown": "未知"}
State = Level.State


def level_payload(change: LevelChange, place: int) -> dict[str, Any]:
    """Say what became of a level (等级公告); place: which change of this level, from 1."""
    level = change.level
    assessment = level.assessment
    standard = by_digest(assessment.visit.checklist_digest)
    score = assessment.score
    return {
        "kind": "level",
        "authority": agency_for(level.site.region_id, DEPARTMENT).name,
        "site": named(level.site),
        "level": {
            "id": str(level.pk),
            "level": level.level,
            "title": level.title,
            "level_word": level.level_word,
            "certificate": level.number,
            "valid_from": level.valid_from.isoformat(),
            "valid_until": level.valid_until.isoformat(),
            "demonstration": level.demonstration,
            "provisional": score.provisional,
        },
        "state": {
            "code": change.state,
            "words": happened(change, place),
            "on": _on(change).isoformat(),
            "place": place,
        },
        "round": assessment.application.round.title,
        "assessed_on": (assessment.visit.conclusion or {}).get("visited_on", ""),
        "checklist": _checklist(standard),
        "chapters": _chapters(standard, score.chapters),
        "hard_conditions": _hard_conditions(standard, level, explanation_of(assessment)),
        "statements": _statements(level.demonstration, score.provisional),
    }


def happened(change: LevelChange, place: int) -> str:
    """Say a change in the words of the public; never why, which may tell of persons."""
    if change.state != State.VALID:
        return in_chinese(State(change.state).label)
    if place > 1:
        return "恢复等级"
    return "降为本等级" if change.level.before_id else "确认等级"


def notice_payload(notice: Notice) -> dict[str, Any]:
    """Say which level is meant to be given (等级评定公示), until when, and how to object."""
    application: Application = notice.application
    round_: Round = application.round
    agency = agency_for(application.site.region_id, DEPARTMENT)
    standard = by_digest(round_.checklist_digest)
    until = notice.until_on.isoformat()
    return {
        "kind": "notice",
        "authority": agency.name,
        "site": named(application.site),
        "level": {
            "level": notice.level,
            "title": notice.body["level_title"],
            "level_word": str(standard.bundle().get("level_word") or "级"),
            "demonstration": round_.demonstration,
            "provisional": standard.provisional,
        },
        "round": round_.title,
        "checklist": _checklist(standard),
        "from": notice.from_on.isoformat(),
        "until": until,
        "objection": {
            "words": f"对拟评定等级有异议的，可以在{until}前以书面、电话或者当面方式向本机关提出；"
            "提出异议的人不予公开",
            "authority": agency.name,
            "contact": agency.contact,
            "address": agency.address,
            "supervision": agency.supervision_phone,
        },
        "statements": [
            "本公示是拟评定的等级，不是评定结论",
            *_statements(round_.demonstration, standard.provisional),
        ],
    }


def _on(change: LevelChange) -> date:
    """Give the day from which it is so: a level lapses with the day after its last one."""
    if change.state == State.LAPSED:
        return change.level.valid_until + timedelta(days=1)
    return change.made_at.astimezone(clock.SHANGHAI).date()


def _checklist(standard: Standard) -> dict[str, str]:
    return {
        "standard": standard.id,
        "version": standard.version,
        "title": standard.title.zh,
        "digest": standard.digest,
    }


def _chapters(standard: Standard, chapters: dict[str, Any]) -> list[dict[str, str]]:
    """Give the rates of the chapters, not their points."""
    return [
        {"chapter": one.id, "title": one.title.zh, "rate": chapters[one.id]["rate"]}
        for one in standard.chapters
        if chapters.get(one.id, {}).get("rate")
    ]


def _hard_conditions(
    standard: Standard, level: Level, explanation: dict[str, Any]
) -> list[dict[str, str]]:
    """Give the hard conditions (必备条件) of the level and whether they held."""
    spec = next((one for one in standard.levels if one.id == level.level), None)
    titles = {one.id: one.title.zh for one in spec.require if one.title} if spec else {}
    nodes: list[dict[str, Any]] = explanation.get("levels", [])
    tests: list[dict[str, Any]] = next(
        (one["tests"] for one in nodes if one["id"] == level.level), []
    )
    return [
        {
            "id": test["test"],
            "title": titles[test["test"]],
            "held": test["holds"],
            "words": HELD[test["holds"]],
            "clause": test["clause"],
            "confidence": test["confidence"],
        }
        for test in tests
        if test["test"] in titles
    ]


def _statements(demonstration: bool, provisional: bool) -> list[str]:
    marks = [DEMONSTRATION] if demonstration else [PROVISIONAL] if provisional else []
    return [*marks, NO_INSPECTION, NOT_RATED_MEANS]
