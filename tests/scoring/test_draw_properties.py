"""Laws of the draw, for any pool."""

from collections import Counter
from itertools import pairwise
from typing import Any
from unicodedata import normalize

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.draw import draw
from tests.scoring.draws import opened, pool

words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=6)


@st.composite
def strata(draw_one: st.DrawFn) -> list[dict[str, Any]]:
    labels = draw_one(st.lists(st.integers(0, 999), unique=True, min_size=1, max_size=14))
    cut = draw_one(st.integers(0, len(labels)))
    parts = [[f"机构{number}" for number in part] for part in (labels[:cut], labels[cut:])]
    return [
        {"name": name, "quota": draw_one(st.integers(0, len(part))), "labels": part}
        for name, part in zip("甲乙", parts, strict=True)
    ]


secrets = st.integers(0, 10**6).map(str)


@given(strata(), secrets)
def test_every_quota_is_filled_from_its_own_stratum(rows: Any, secret: str) -> None:
    first = draw(pool(secret, strata=rows), opened(secret=secret))["iterations"][0]
    for row in rows:
        chosen = first["selected"][row["name"]]
        assert len(set(chosen)) == len(chosen) == row["quota"]
        assert set(chosen) <= set(row["labels"])


@given(strata(), secrets)
def test_the_order_of_the_file_does_not_matter(rows: Any, secret: str) -> None:
    turned = [{**row, "labels": row["labels"][::-1]} for row in rows]
    one, other = (
        draw(pool(secret, strata=each), opened(secret=secret))["iterations"][0]["selected"]
        for each in (rows, turned)
    )
    assert one == other


@given(strata(), secrets, st.data())
def test_a_later_iteration_keeps_who_was_drawn_and_still_can(
    rows: Any, secret: str, data: st.DataObject
) -> None:
    labels = [label for row in rows for label in row["labels"]]
    gone = data.draw(st.lists(st.sampled_from(labels), unique=True, max_size=4))
    bundle = draw(pool(secret, strata=rows), opened(*gone, secret=secret))

    closed: set[str] = set()
    for label, (earlier, later) in zip(gone, pairwise(bundle["iterations"]), strict=True):
        closed.add(label)
        for row in rows:
            kept = [each for each in earlier["selected"][row["name"]] if each not in closed]
            now = later["selected"][row["name"]]
            assert now[: len(kept)] == kept
            assert not closed & set(now)
            able = len(set(row["labels"]) - closed)
            assert len(now) == min(row["quota"], able)
            assert later["short"].get(row["name"], 0) == row["quota"] - len(now)


@settings(max_examples=20)
@given(st.lists(words.map(lambda word: f"机构 {word}"), unique=True, min_size=2, max_size=5))
def test_labels_are_any_text_in_nfc(labels: list[str]) -> None:
    clean = list(dict.fromkeys(normalize("NFC", label) for label in labels))
    rows = [{"name": "甲", "quota": 1, "labels": clean}]
    (chosen,) = draw(pool(strata=rows), opened())["iterations"][0]["selected"]["甲"]
    assert chosen in clean


def test_every_home_can_be_drawn_and_with_the_chance_that_is_stated() -> None:
    """3 of 8 in 2,000 draws: 750 each, and none beyond five standard deviations (108)."""
    labels = [f"机构{number}" for number in range(8)]
    rows = [{"name": "甲", "quota": 3, "labels": labels}]
    drawn = Counter(
        label
        for number in range(2000)
        for label in draw(pool(f"{number}", strata=rows), opened(secret=f"{number}"), brief=True)[
            "iterations"
        ][0]["selected"]["甲"]
    )
    assert set(drawn) == set(labels)
    assert all(abs(times - 750) < 108 for times in drawn.values())
