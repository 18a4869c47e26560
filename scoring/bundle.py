"""A version as plain JSON for the tablet (离线检查包): primitive tables, nothing to interpret."""

from __future__ import annotations

from typing import Any

from scoring.checklist import Chapter, Fact, Item, Standard
from scoring.numbers import plain
from scoring.result import Words


def bundle_of(standard: Standard) -> dict[str, Any]:
    """Everything the tablet needs to walk, check and provisionally score a visit offline.

    ``demonstration``, and of an item ``department``, ``matter`` and ``frequency``, stand only where
    they are said.
    """
    raw = standard.raw["standard"]
    shown = standard.demonstration
    return ({"demonstration": _words(shown)} if shown else {}) | {
        "format": 1,
        "standard": standard.id,
        "version": standard.version,
        "digest": standard.digest,
        "title": _words(standard.title),
        "ground": standard.ground.as_json(),
        "natures": list(standard.natures),
        "provisional": standard.provisional,
        "settings": {
            "rate_of": standard.settings.rate_of,
            "total_as": standard.settings.total_as,
            "rounding": raw.get("rounding"),
            "good": standard.settings.good,
        },
        "in_force": raw["in_force"],
        "facts": [_fact(fact) for fact in standard.facts.values()],
        "chapters": [_chapter(standard, chapter) for chapter in standard.chapters],
        "levels": raw.get("levels", []),
        "limits": raw.get("limits", []),
        "ratings": raw.get("ratings", []),
        "base": {key: raw[key] for key in ("cuts", "table", "worst_of") if key in raw},
        "adjust": raw.get("adjust", []),
        "incomplete": _words(standard.incomplete) if standard.incomplete else None,
        "level_word": raw.get("level_word"),
        "conclusions": raw.get("conclusions", []),
        "lists": raw.get("lists", []),
        "findings": [dict(finding) for finding in standard.findings],
    }


def _chapter(standard: Standard, chapter: Chapter) -> dict[str, Any]:
    whens = {row["id"]: row.get("when") for row in standard.raw["chapters"][chapter.id]}
    return {
        "id": chapter.id,
        "title": _words(chapter.title),
        "max_points": plain(chapter.full),
        **chapter.ground.as_json(),
        "items": [_item(item, whens[item.code]) for item in chapter.items],
    }


def _item(item: Item, when: Any) -> dict[str, Any]:
    return _told(item) | {
        "id": item.code,
        "title": _words(item.title),
        **item.ground.as_json(),
        "max_points": plain(item.max_points) if item.max_points is not None else None,
        "pass_at": plain(item.pass_at),
        "rule": item.kind,
        "with": dict(item.with_),
        "look_for": _words(item.look_for),
        "evidence": list(item.evidence),
        "when": when,
        "na": item.na,
        "attest": item.attest,
        "tolerance": plain(item.tolerance) if item.tolerance is not None else None,
        "veto": item.veto,
        "major_hazard": item.major_hazard,
        "base": item.base,
        "resident_visible": item.resident_visible,
        "risk": item.risk,
        "continues": list(item.continues),
    }


def _told(item: Item) -> dict[str, Any]:
    """What is only shown."""
    told = {"department": item.department, "matter": item.matter}
    often = {"frequency": _words(item.frequency)} if item.frequency else {}
    return {key: word for key, word in told.items() if word} | often


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "name": fact.name,
        "title": _words(fact.title),
        "kind": fact.kind,
        "unit": _words(fact.unit) if fact.unit else None,
        "options": list(fact.options),
        **fact.ground.as_json(),
    }


def _words(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}
