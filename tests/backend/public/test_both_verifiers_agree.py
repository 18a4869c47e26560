"""The browser verifies a draw as `python -m scoring verify` does, to the first fault."""

from __future__ import annotations

import json
import os
from pathlib import Path
from random import SystemRandom
from typing import Any

import pytest

from scoring.draw import public_after, public_before, sealed, verify
from scoring.draw.files import read_json
from scoring.errors import ScoringError
from tests.backend.public.random_draws import Draws, as_text, views
from tests.scoring.draws import example
from tests.tablet import node

SEED = int(os.environ.get("XINGJIAN_SEED", SystemRandom().randrange(2**32)))
DRAWN = 150
SPOILED_OF_EACH = 6
Case = tuple[str, str | None]


def ours(case: Case, place: Path) -> list[str]:
    """Verify as the command line does, through files."""
    files = [place / "bundle.json", place / "before.json"]
    try:
        told = []
        for file, text in zip(files, case, strict=True):
            file.write_text("null" if text is None else text, "utf-8")
            told.append(read_json(file))
        return verify(*told)
    except ScoringError as refusal:
        return ["unusable", "not-json" if refusal.code == "not-json" else str(refusal)]


def theirs(cases: list[Case]) -> list[list[str]]:
    """Verify all of them in the browser's code."""
    return list(node.run("draw/verify.ts", cases))


def told_apart(cases: list[Case], place: Path) -> list[Any]:
    """Give the cases where the two do not say the same line first, or not as many."""
    return [
        (case, mine[:2], found[:2])
        for case, found in zip(cases, theirs(cases), strict=True)
        for mine in [ours(case, place)]
        if mine[:1] != found[:1] or len(mine) != len(found)
    ]


def test_the_worked_example_holds_in_both(tmp_path: Path) -> None:
    bundle, pool = example("bundle"), example("pool")
    cases: list[Case] = [(as_text(bundle), None), (as_text(pool), None)]
    assert theirs(cases) == [ours(case, tmp_path) for case in cases] == [[], []]


def test_what_python_draws_the_browser_verifies_with_its_announcement() -> None:
    print(f"XINGJIAN_SEED={SEED}")
    draws = Draws(SEED)
    cases: list[Case] = []
    for _ in range(DRAWN):
        bundle = draws.bundle()
        shown, before = views(bundle)
        announced = None if before is None else as_text(before)
        cases += [(as_text(bundle), announced), (as_text(shown), announced)]
        if announced:
            cases += [(announced, announced), (as_text(sealed(bundle["pool"])), announced)]
    wrong = [(case, found) for case, found in zip(cases, theirs(cases), strict=True) if found]
    assert wrong[:1] == [], f"XINGJIAN_SEED={SEED}"


def test_spoiled_files_get_the_same_first_line_from_both(tmp_path: Path) -> None:
    print(f"XINGJIAN_SEED={SEED}")
    draws = Draws(SEED + 1)
    cases: list[Case] = []
    for _ in range(DRAWN):
        bundle = draws.bundle()
        shown, before = views(bundle)
        cases += [(as_text(draws.spoiled(bundle)), None) for _ in range(SPOILED_OF_EACH)]
        if before is not None:
            cases.append((as_text(draws.spoiled(shown)), as_text(before)))
            cases.append((as_text(shown), as_text(draws.spoiled(before))))
            cases.append((as_text(draws.spoiled(sealed(bundle["pool"]))), as_text(before)))
    assert told_apart(cases, tmp_path)[:1] == [], f"XINGJIAN_SEED={SEED}"


def test_another_draw_than_the_announced_one_is_named_by_both(tmp_path: Path) -> None:
    draws = Draws(SEED + 2)
    pairs = [(draws.bundle(), draws.bundle()) for _ in range(30)]
    cases: list[Case] = [
        (as_text(public_after(one)), as_text(public_before(other["pool"])))
        for one, other in pairs
        if "salt" in one["pool"] and "salt" in other["pool"]
    ]
    assert told_apart(cases, tmp_path) == []
    assert all(found for found in theirs(cases))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("\ufeff{}", id="a mark, then an empty object"),
        pytest.param('{"strata": [], "strata": [], "codes": {}}', id="a key twice"),
        pytest.param('{"strata": NaN, "codes": {}}', id="not a number"),
        pytest.param('{"strata": [], "codes": {}} x', id="something after it"),
        pytest.param('{"strata": [01], "codes": {}}', id="a leading zero"),
        pytest.param('{"strata": ["\t"], "codes": {}}', id="a bare tab in a text"),
        pytest.param('{"strata": [1e3], "codes": {}, "title": "x"}', id="an exponent"),
        pytest.param("[]", id="a list"),
        pytest.param('{"__proto__": 1, "strata": [], "codes": {}}', id="a key of the language"),
    ],
)
def test_files_that_are_no_draw_are_refused_alike(text: str, tmp_path: Path) -> None:
    found = theirs([(text.removeprefix("\ufeff"), None)])[0]
    assert found[:2] == ours((text, None), tmp_path)[:2]


def test_text_read_back_is_what_was_written() -> None:
    odd = {"pool": {"title": "\u2028\x7f\\\"'é👩‍🦳"}, "iterations": []}
    plain, escaped = json.dumps(odd, ensure_ascii=False), json.dumps(odd)
    assert theirs([(plain, None)]) == theirs([(escaped, None)])
