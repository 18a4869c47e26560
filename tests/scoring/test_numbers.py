"""Exact numbers, canonical JSON and YAML that leaves nothing to guess."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.canonical import canonical_bytes, canonical_digest
from scoring.errors import ScoringError
from scoring.loader import read_yaml
from scoring.numbers import decimal_of, plain, rate_text, ratio_of, ratio_text, rounded_to

decimals = st.decimals("-99999", "99999", places=6)


@given(decimals)
def test_a_number_printed_plainly_reads_back_as_itself(value: Decimal) -> None:
    text = plain(value)

    assert decimal_of(text, "x", least=None) == value
    assert "E" not in text.upper()
    assert not ("." in text and text.endswith("0"))


@given(decimals, st.integers(0, 6))
def test_rounding_stays_within_half_a_step(value: Decimal, places: int) -> None:
    assert abs(rounded_to(Fraction(value), places) - value) <= Decimal(5).scaleb(-places - 1)


def test_halves_round_up() -> None:
    assert rounded_to(Fraction(5, 1000), 2) == Decimal("0.01")
    assert rounded_to(Fraction(-5, 1000), 2) == Decimal("-0.01")


def test_rates_have_six_digits_and_are_empty_without_denominator() -> None:
    assert rate_text(Decimal(2), Decimal(3)) == "0.666667"
    assert rate_text(Decimal(0), Decimal(0)) == ""


def test_a_ratio_is_a_decimal_or_two_whole_numbers() -> None:
    assert ratio_of("1/8", "x") == Fraction(1, 8)
    assert ratio_of("0.125", "x") == Fraction(1, 8)
    assert (ratio_text(Fraction(1, 8)), ratio_text(Fraction(1, 3))) == ("0.125", "1/3")
    with pytest.raises(ScoringError):
        ratio_of("1/0", "x")


def test_canonical_json_sorts_keys_and_refuses_what_is_not_exact() -> None:
    assert canonical_bytes({"b": 1, "a": "中"}) == '{"a":"中","b":1}'.encode()
    assert len(canonical_digest({})) == 64
    for value in (float("nan"), 2**60, {1: "x"}):
        with pytest.raises(ScoringError, match="not-canonical"):
            canonical_bytes(value)


def test_a_policy_keeps_bare_numbers_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text("on: 2026-03-01\nratios: {A: 0.05, B: 1e-1}\nn: 3\n", encoding="utf-8")

    assert read_yaml(path, bare="text") == {
        "on": "2026-03-01",
        "ratios": {"A": "0.05", "B": "1e-1"},
        "n": 3,
    }
    with pytest.raises(ScoringError, match="bare-boolean"):
        read_yaml(path)


def test_an_error_has_its_parts_on_one_line() -> None:
    error = ScoringError("a-code", "here", "this", "that\nother", "mend it")

    assert str(error) == "a-code here: expected this, came that other; do mend it"
