"""Worked cases that travel with a checklist (算例), and the faults of those that do not hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from scoring.assemble import CASES
from scoring.best import best_answer
from scoring.checklist import Item, Standard
from scoring.errors import ScoringError, shown
from scoring.grading import grade, grade_item
from scoring.loader import read_yaml_faults
from scoring.scales import ids_of
from scoring.shape import shape_faults
from scoring.standing import Standing


def case_faults(standard: Standard, folder: Path) -> list[ScoringError]:
    """Run every worked case; also name limiters and vetoes that no case decides."""
    cases, faults = read_yaml_faults(folder / CASES)
    faults = faults or shape_faults(cases, "cases", CASES)
    if faults:
        return faults
    decided: set[str] = set()
    for case in cases:
        try:
            found = run_case(standard, case)
        except ScoringError as fault:
            faults.append(_at(case, fault))
            continue
        faults += [
            _fault("case-fails", case, f"{key} {shown(want)}", shown(found.get(key)))
            for key, want in case["expect"].items()
            if found.get(key) != want
        ]
        decided |= decided_by(case["expect"], found)
    if standard.incomplete is not None:
        return faults  # it refuses to grade, so that no case of a visit could decide anything
    return faults + _undecided(standard, decided)


def run_case(standard: Standard, case: Mapping[str, Any]) -> dict[str, Any]:
    """What a case comes to: of one item ``points`` and ``outcome``, of a visit the whole result.

    Raises ScoringError ``unknown-item``, or what grading refuses.
    """
    if "item" in case:
        item = standard.by_code.get(case["item"])
        if item is None:
            raise ScoringError(
                "unknown-item", case["item"], "an item code", case["item"], "correct it"
            )
        return grade_item(standard, item, case["answer"], case.get("facts", {}))
    settings = replace(standard.settings, **case.get("settings", {}))
    visit = dict(case["visit"])
    if case.get("everything") == "best":
        visit["answers"] = best_answers(standard) | visit.get("answers", {})
        visit["answers"] = {k: v for k, v in visit["answers"].items() if v != "not answered"}
    places = {name: Standing(**place) for name, place in case.get("places", {}).items()}
    return grade(replace(standard, settings=settings), visit, places)


def best_answers(standard: Standard) -> dict[str, object]:
    """The best answer to every item that is asked."""
    low = standard.settings.good == "low"
    return {item.code: best_answer(item, low=low) for item in standard.items if item.fact is None}


def decided_by(expect: Mapping[str, Any], found: Mapping[str, Any]) -> set[str]:
    """The limiters, vetoes and steps that a case shows to decide, each alone."""
    decided: set[str] = set()
    for key in ("limited_by", "adjusted"):
        named = expect.get(key, [])
        decided |= set(named) if len(named) == 1 else set()
    for name, rating in found["ratings"].items() if "ratings" in expect else ():
        decided |= {f"{name} {one}" for one in rating["limited_by"] + rating["adjusted"]}
    return decided


def _undecided(standard: Standard, decided: set[str]) -> list[ScoringError]:
    """A limiter or veto that can never change a result is a defect."""
    rules = ids_of(standard.limits, standard.steps)
    for rating in standard.ratings:
        rules += [f"{rating.id} {one}" for one in ids_of(rating.limits, rating.steps)]
    limits = [("standard.yaml", rule) for rule in rules]
    vetoes = [_of(item) for item in standard.items if item.veto and standard.levels]
    return [
        ScoringError(
            "limit-without-case",
            f"{file}: {name}",
            f"a case in {CASES} that it alone decides: limited_by or adjusted [{name}], "
            "or ratings for a rule of a rating",
            "none",
            "add the case, or drop what never decides",
        )
        for file, name in limits + vetoes
        if name not in decided
    ]


def _of(item: Item) -> tuple[str, str]:
    return f"{item.chapter}.yaml", item.code


def _at(case: Mapping[str, Any], fault: ScoringError) -> ScoringError:
    place = f"{CASES}: {case['case']}"
    return ScoringError(fault.code, place, f"{fault.place} {fault.expected}", fault.came, fault.do)


def _fault(code: str, case: Mapping[str, Any], expected: str, came: str) -> ScoringError:
    do = "mend the case or the rule"
    return ScoringError(code, f"{CASES}: {case['case']}", expected, came, do)
