"""What was found on a visit (检查结果), checked against the checklist before it is graded."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from scoring.checklist import Fact, Item, Standard
from scoring.conditions import Value
from scoring.errors import ScoringError, shown
from scoring.memo import MOST, key_of
from scoring.numbers import decimal_of, whole_of
from scoring.result import Facts, FactValue
from scoring.rules.base import NO_FACTS

CONTEXT = ("applied_for", "first_application", "current_level", "years_since_grade", "on")
MAX_VISIT_BYTES = 16_777_216


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: a value its rule understands, or the reason why it does not apply.

    raw: the value as it came, for the explanation.
    """

    value: Any = None
    raw: Any = None
    na: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """Answers, facts and context of one visit, all checked."""

    answers: Mapping[str, Answer]
    facts: Facts
    context: Mapping[str, Value]


def parse_answer(item: Item, raw: object, facts: Facts = NO_FACTS) -> Answer:
    """Check one answer; ``{"value": …}`` and ``{"na": "reason"}`` are wrappers.

    Raises ScoringError ``bad-answer``, ``bad-number``, ``bad-count``, ``na-forbidden`` or
    ``answered-by-fact``.
    """
    place = f"answers: {item.code}"
    wrapped = isinstance(raw, dict) and ("value" in raw or "na" in raw)
    if item.fact is not None and not (isinstance(raw, dict) and "na" in raw):
        raise ScoringError(
            "answered-by-fact", place, f"the fact {item.fact}", "an answer", "give the fact only"
        )
    if not wrapped or not isinstance(raw, dict):
        return Answer(item.rule.read(raw, place, facts), raw)
    _check_wrapper(raw, place)
    note = raw.get("note")
    if "value" in raw:
        return Answer(item.rule.read(raw["value"], place, facts), raw["value"], note=note)
    if item.na == "forbid":
        raise ScoringError(
            "na-forbidden", place, "an answer", "not applicable", "answer it, it always applies"
        )
    return Answer(na=_text(raw["na"], f"{place}: na", "the reason in words"), note=note)


def parse_visit(standard: Standard, raw: object) -> Visit:
    """Check a whole VISIT.json against a standard.

    Raises ScoringError ``unknown-key``, ``unknown-item``, ``unknown-fact``,
    ``unknown-context``, ``no-level-here`` and those of ``parse_answer``.
    """
    parts = _sections(raw)
    facts = {name: parse_fact(standard, name, value) for name, value in parts["facts"].items()}
    context = {
        name: parse_context(standard, name, value) for name, value in parts["context"].items()
    }
    known, answers = standard.memo.answers, {}
    for code, value in parts["answers"].items():
        kept = known.get(code) if type(value) is str or type(value) is int else None
        answer = kept.get(value) if kept is not None else None
        answers[code] = answer or _answer(standard, code, value, facts)
    return Visit(answers, facts, context)


def _answer(standard: Standard, code: str, raw: object, facts: Facts) -> Answer:
    item = standard.by_code.get(code)
    if item is None:
        raise ScoringError(
            "unknown-item",
            f"answers: {shown(code)}",
            f"an item code of {standard.id} {standard.version}",
            shown(code),
            "correct the code or drop the answer",
        )
    return known_answer(standard, item, raw, facts)


def known_answer(standard: Standard, item: Item, raw: object, facts: Facts) -> Answer:
    """An answer parsed now, or the same one kept from an earlier visit."""
    key = key_of(raw)
    if key is None:
        return parse_answer(item, raw, facts)
    kept = standard.memo.answers.get(item.code)
    if kept is None:
        kept = standard.memo.answers[item.code] = {}
    answer = kept.get(key)
    if answer is None:
        answer = parse_answer(item, raw, facts)
        if len(kept) < MOST and not item.reads:
            kept[key] = answer
    return answer


def read_visit(path: Path) -> object:
    """Read VISIT.json.

    Raises ScoringError ``file-missing``, ``file-too-large`` or ``not-json``.
    """
    try:
        if path.stat().st_size > MAX_VISIT_BYTES:
            raise ScoringError(
                "file-too-large", path.name, "at most 16 MiB", "more", "grade one visit a file"
            )
        return json.loads(path.read_text("utf-8-sig"), object_pairs_hook=each_key_once)
    except OSError as fault:
        raise ScoringError(
            "file-missing", path.name, "a readable file", fault.strerror or "none", "check the path"
        ) from fault
    except (ValueError, RecursionError) as fault:
        raise ScoringError(
            "not-json", path.name, "JSON in UTF-8", shown(str(fault), 120), "mend the file"
        ) from fault


def each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice!r} stands twice")
    return dict(pairs)


def _sections(raw: object) -> dict[str, dict[str, Any]]:
    names = ("answers", "facts", "context")
    if not isinstance(raw, dict) or not set(raw) <= set(names):
        came = ", ".join(map(str, set(raw) - set(names))) if isinstance(raw, dict) else shown(raw)
        raise ScoringError(
            "unknown-key", "visit", "an object with answers, facts, context", came, "rename or drop"
        )
    for name in names:
        if not isinstance(raw.get(name, {}), dict):
            raise ScoringError("wrong-type", name, "an object", shown(raw[name]), "mend it")
    return {name: raw.get(name, {}) for name in names}


def _check_wrapper(raw: dict[str, Any], place: str) -> None:
    keys = set(raw)
    if keys <= {"value", "note"} or keys <= {"na", "note"}:
        if isinstance(raw.get("note", ""), str):
            return
        raise ScoringError("bad-answer", f"{place}: note", "text", shown(raw["note"]), "mend it")
    raise ScoringError(
        "bad-answer",
        place,
        "value or na, and perhaps note",
        ", ".join(sorted(map(str, keys))),
        "keep either value or na",
    )


def parse_fact(standard: Standard, name: str, raw: object) -> FactValue:
    """Check one fact. Raises ScoringError ``unknown-fact``, ``bad-fact`` or ``bad-number``."""
    fact = standard.facts.get(name)
    place = f"facts: {shown(name)}"
    if fact is None:
        declared = ", ".join(standard.facts) or "none"
        raise ScoringError(
            "unknown-fact", place, f"a declared fact ({declared})", shown(name), "correct or drop"
        )
    return _fact_value(fact, raw, place)


def _fact_value(fact: Fact, raw: object, place: str) -> FactValue:
    if fact.kind == "yes_no":
        return _yes_no(raw, place)
    if fact.kind == "choice":
        if raw in fact.options:
            return str(raw)
        listed = ", ".join(fact.options)
        raise ScoringError("bad-fact", place, f"one of {listed}", shown(raw), "choose one")
    value = decimal_of(raw, place)
    if fact.kind == "share" and value > 1:
        raise ScoringError("bad-fact", place, "a share from 0 to 1", shown(raw), 'write "0.85"')
    if fact.kind == "count" and value != value.to_integral_value():
        raise ScoringError("bad-fact", place, "a whole number", shown(raw), "count again")
    return value


def parse_context(standard: Standard, name: str, raw: object) -> Value:
    """Check one part of the context; raises ScoringError ``unknown-context`` or ``bad-…``."""
    place = f"context: {shown(name)}"
    if name not in CONTEXT:
        listed = ", ".join(CONTEXT)
        raise ScoringError("unknown-context", place, f"one of {listed}", shown(name), "drop it")
    if name == "on":
        return _day(raw, place)
    if name == "first_application":
        return _yes_no(raw, place)
    if name == "years_since_grade":
        return Decimal(whole_of(raw, place)) if isinstance(raw, int) else decimal_of(raw, place)
    return _level(standard, raw, place)


def _level(standard: Standard, raw: object, place: str) -> str | None:
    if not standard.levels:
        raise ScoringError(
            "no-level-here",
            place,
            f"no level: {standard.id} serves {', '.join(standard.natures)}",
            shown(raw),
            "apply for a level under a rating standard",
        )
    known = [level.id for level in standard.levels]
    if raw is None or raw in known:
        return raw if isinstance(raw, str) else None
    raise ScoringError(
        "unknown-level", place, f"one of {', '.join(known)}", shown(raw), "write the level's id"
    )


def _yes_no(raw: object, place: str) -> str:
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if raw in ("yes", "no"):
        return str(raw)
    raise ScoringError("bad-fact", place, '"yes" or "no"', shown(raw), "answer yes or no")


def _day(raw: object, place: str) -> str:
    text = _text(raw, place, "a date")
    try:
        if date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError:
        pass
    raise ScoringError("bad-date", place, "a date as YYYY-MM-DD", shown(raw), "write it so")


def _text(raw: object, place: str, what: str) -> str:
    if isinstance(raw, str) and raw.strip() and len(raw) <= 4000:
        return raw
    raise ScoringError("bad-answer", place, what, shown(raw), "write it out")
