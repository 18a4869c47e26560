"""Exact numbers: read from text, compared without quotients, printed plainly."""

from __future__ import annotations

import re
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from scoring.errors import ScoringError, shown

# Sums and products of the numbers admitted below fit; what would be rounded raises instead.
EXACT = Context(prec=90, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])

Rounding = Literal["half_up", "half_even", "down"]

_PLAIN = re.compile(r"-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?\Z", re.ASCII)
_RATIO = re.compile(r"([0-9]{1,9})/([1-9][0-9]{0,8})\Z", re.ASCII)


def decimal_of(raw: object, place: str, *, least: int | None = 0) -> Decimal:
    """Read a decimal from text or a whole number; magnitude below 10^9, six decimals at most.

    Raises ScoringError ``bad-number`` for floats, booleans, NaN, exponents and what is too
    large or below ``least``.
    """
    text = str(raw) if _is_whole(raw) else raw
    if not isinstance(text, str) or not _PLAIN.match(text):
        raise _bad(raw, place, least)
    value = Decimal(text)
    if least is not None and value < least:
        raise _bad(raw, place, least)
    return value


def whole_of(raw: object, place: str, *, most: int = 1_000_000) -> int:
    """Read a count: a JSON integer from 0 to a million.

    Raises ScoringError ``bad-count`` for anything else.
    """
    if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw <= most:
        return raw
    raise ScoringError(
        "bad-count", place, f"a whole number from 0 to {most}", shown(raw), "count again"
    )


def ratio_of(raw: object, place: str) -> Fraction:
    """Read a decimal, or a ratio written as ``"1/8"``."""
    match = _RATIO.match(raw) if isinstance(raw, str) else None
    if match:
        return Fraction(int(match[1]), int(match[2]))
    return Fraction(decimal_of(raw, place, least=None))


def plain(value: Decimal) -> str:
    """Print without exponent and without trailing zeros."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


@lru_cache(maxsize=4096)
def ratio_text(value: Fraction) -> str:
    """Print a ratio as a plain decimal where that is exact, else as ``a/b``."""
    rounded = rounded_to(value, 6)
    exact = Fraction(rounded) == value
    return plain(rounded) if exact else f"{value.numerator}/{value.denominator}"


@lru_cache(maxsize=4096)
def rate_text(points: Decimal, applicable: Decimal) -> str:
    """The rate (得分率) with six digits, half up, for print only; empty without a denominator."""
    if not applicable:
        return ""
    return format(rounded_to(Fraction(points) / Fraction(applicable), 6), "f")


def rounded_to(value: Fraction, decimals: int, mode: Rounding = "half_up") -> Decimal:
    """Round a non-negative or negative fraction by whole-number arithmetic only."""
    scaled = abs(value) * 10**decimals
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    twice = 2 * rest
    up = twice > scaled.denominator or (
        twice == scaled.denominator and (mode == "half_up" or whole % 2 == 1)
    )
    whole += 1 if up and mode != "down" else 0
    return Decimal(-whole if value < 0 else whole).scaleb(-decimals, EXACT)


def _is_whole(raw: object) -> bool:
    """A whole number short enough to be worth printing."""
    return isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) < 10**12


def _bad(raw: object, place: str, least: int | None) -> ScoringError:
    bound = "" if least is None else f" from {least} upwards"
    return ScoringError(
        "bad-number",
        place,
        f"a decimal{bound}, below 10^9, at most six decimals, as text or a whole number",
        shown(raw),
        'write it plainly, in quotes where it has a fraction, such as "12.5"',
    )
