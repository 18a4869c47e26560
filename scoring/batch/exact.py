"""Whole numbers in arrays that never overflow: int64 while they fit, else Python's own."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[Any]  # int64, or Python integers as objects
Bools = NDArray[np.bool_]
Ratio = tuple[Ints, Ints]  # numerators and positive (or zero) denominators

ROOM = 1 << 62


def largest(values: Ints) -> int:
    """The largest magnitude in an array."""
    if not values.size:
        return 0
    return max(abs(int(values.max())), abs(int(values.min())))


def scaled(values: Ints, by: int) -> Ints:
    """Times a whole number."""
    if largest(values) * abs(by) >= ROOM:
        values = values.astype(object)
    return values * by


def product(left: Ints, right: Ints) -> Ints:
    """Element by element."""
    if largest(left) * largest(right) >= ROOM:
        left = left.astype(object)
    return left * right


def plus(left: Ints, right: Ints) -> Ints:
    """Element by element."""
    if largest(left) + largest(right) >= ROOM:
        left = left.astype(object)
    return left + right


def compared(left: Ints, sign: str, right: Ints) -> Bools:
    """One comparison by its word."""
    if sign == "at_least":
        found = left >= right
    elif sign == "at_most":
        found = left <= right
    else:
        found = left > right if sign == "above" else left < right
    return np.asarray(found, dtype=np.bool_)


def against(ratio: Ratio, sign: str, bound: Fraction) -> Bools:
    """A ratio against a bound, cross-multiplied."""
    over, under = ratio
    return compared(scaled(over, bound.denominator), sign, scaled(under, bound.numerator))


def rounded(ratio: Ratio, decimals: int = 6) -> Ints:
    """A non-negative ratio in units of so many decimals, half up; denominators above 0."""
    over, under = ratio
    twice = plus(scaled(over, 2 * 10**decimals), under)
    return np.asarray(twice // scaled(under, 2))


def texts(values: Ints, decimals: int, *, trimmed: bool) -> list[str]:
    """Print scaled whole numbers; trimmed: without trailing zeros. Distinct ones once."""
    distinct, place = np.unique(values, return_inverse=True)
    printed = [_text(int(value), decimals, trimmed=trimmed) for value in distinct]
    return [printed[at] for at in place.tolist()]


def _text(value: int, decimals: int, *, trimmed: bool) -> str:
    sign, value = ("-", -value) if value < 0 else ("", value)
    whole, part = divmod(value, 10**decimals)
    if not decimals:
        return f"{sign}{whole}"
    text = f"{sign}{whole}.{part:0{decimals}d}"
    return text.rstrip("0").rstrip(".") if trimmed else text
