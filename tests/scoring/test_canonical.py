"""Canonical JSON: the bytes of RFC 8785, whatever the value."""

from __future__ import annotations

import math
from typing import Any

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from scoring.canonical import canonical_bytes
from scoring.errors import ScoringError

LARGEST = 2**53 - 1
texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-LARGEST, LARGEST)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
    max_leaves=30,
)


@given(values)
@example({"\U0001f600": 1, "\ufb33": 2, "€": 3, "\r": 4, "1": 5, "\x80": 6, "ö": 7})
@example({"a": ['\x00\x1f\x7f\u2028"\\/\b\f\n\r\t', 1e21, 1e-7, -0.0, 333333333.33333329]})
@example([(), (1, "x"), {"b": (2,), "a": {}}])
def test_the_bytes_are_those_of_the_package(value: Any) -> None:
    assert canonical_bytes(value) == rfc8785.dumps(value)


@pytest.mark.parametrize(
    "value",
    [
        math.nan,
        math.inf,
        LARGEST + 1,
        -LARGEST - 1,
        {1: 2},
        {"a": 1, 2: 3},
        "\ud800",
        {"\udc00": 1},
        b"x",
    ],
)
def test_what_json_cannot_carry_is_refused(value: Any) -> None:
    with pytest.raises(ScoringError, match="not-canonical"):
        canonical_bytes({"inside": [value]})


def test_a_bottomless_value_is_refused() -> None:
    value: list[Any] = []
    for _ in range(100_000):
        value = [value]

    with pytest.raises(ScoringError, match="not-canonical"):
        canonical_bytes(value)
