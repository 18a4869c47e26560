"""Small checks that turn JSON into typed values, or say what was expected and what came."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

Check = Callable[[Any], Any]

_HEX64 = re.compile(r"[0-9a-f]{64}\Z")
_STORABLE = re.compile(r"[\x00\ud800-\udfff]")
MAX_DEPTH = 20


class BadShape(ValueError):
    """A key of an operation is missing or of the wrong shape."""

    def __init__(self, place: str, expected: str, came: str) -> None:
        super().__init__(f"{place}: expected {expected}, came {came}")
        self.place, self.expected, self.came = place, expected, came


def shaped(raw: Any, shape: Mapping[str, Check], place: str = "") -> dict[str, Any]:
    """Check an object against a shape; a key ending in `?` may be left out or null.

    Unknown keys are left alone: a newer tablet may say more. Raises BadShape.
    """
    if not isinstance(raw, dict):
        raise BadShape(place or "operation", "an object", type(raw).__name__)
    typed: dict[str, Any] = {}
    for name, check in shape.items():
        key = name.rstrip("?")
        where = f"{place}.{key}" if place else key
        if raw.get(key) is None:
            if not name.endswith("?"):
                raise BadShape(where, "a value", "nothing")
            continue
        try:
            if check is str and not isinstance(raw[key], str):
                raise ValueError("text")
            typed[key] = check(raw[key])
        except BadShape as fault:
            raise BadShape(f"{where}.{fault.place}", fault.expected, fault.came) from fault
        except (ValueError, TypeError, AttributeError, InvalidOperation) as fault:
            raise BadShape(where, str(fault) or "another value", repr(raw[key])[:60]) from fault
    return typed


def cleaned(value: Any, depth: int = 0) -> tuple[Any, bool]:
    """Replace what no database stores (NUL, lone surrogates) by U+FFFD; say whether any was.

    Raises BadShape for what is nested deeper than any form of ours.
    """
    if depth > MAX_DEPTH:
        raise BadShape("body", f"at most {MAX_DEPTH} levels", "more")
    if isinstance(value, str):
        clean = _STORABLE.sub("\ufffd", value)
        return clean, clean != value
    if isinstance(value, list):
        parts = [cleaned(part, depth + 1) for part in value]
        return [part for part, _ in parts], any(changed for _, changed in parts)
    if isinstance(value, dict):
        keys = [cleaned(key, depth + 1) for key in value]
        parts = [cleaned(part, depth + 1) for part in value.values()]
        changed = any(c for _, c in (*keys, *parts))
        return {key: part for (key, _), (part, _) in zip(keys, parts, strict=True)}, changed
    return value, False


def uuid(value: Any) -> UUID:
    """An id in its usual form."""
    if not isinstance(value, str) or len(value) != 36:
        raise ValueError("a UUID")
    return UUID(value)


def moment(value: Any) -> datetime:
    """A moment, ISO 8601 with offset."""
    at = datetime.fromisoformat(value) if isinstance(value, str) else None
    if at is None or at.tzinfo is None:
        raise ValueError("a moment with its offset")
    return at


def day(value: Any) -> date:
    """A civil date, as written on the paper."""
    if not isinstance(value, str) or len(value) != 10:
        raise ValueError("a date YYYY-MM-DD")
    return date.fromisoformat(value)


def text(limit: int, least: int = 1) -> Check:
    """Text of at least and at most so many characters."""

    def check(value: Any) -> str:
        if not isinstance(value, str) or not least <= len(value.strip()) <= len(value) <= limit:
            raise ValueError(f"text of {least} to {limit} characters")
        return value

    return check


def whole(least: int, most: int) -> Check:
    """A whole number in a range."""

    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError(f"a whole number from {least} to {most}")
        return value

    return check


def decimal(digits: int, places: int) -> Check:
    """A decimal, as text or number, rounded to the places that are kept."""

    def check(value: Any) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise ValueError("a decimal")
        number = Decimal(str(value))
        if not number.is_finite() or abs(number) >= 10 ** (digits - places):
            raise ValueError(f"a decimal below 1e{digits - places}")
        return number.quantize(Decimal(1).scaleb(-places))

    return check


def flag(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


def hex64(value: Any) -> str:
    """A SHA-256 in lower-case hex."""
    if not isinstance(value, str) or not _HEX64.match(value):
        raise ValueError("64 hex digits")
    return value


def one_of(*words: str) -> Check:
    """One of a few words."""

    def check(value: Any) -> str:
        if value not in words:
            raise ValueError(f"one of {', '.join(words)}")
        return str(value)

    return check


def items_of(check: Check, most: int) -> Check:
    """A list of at most so many things of one shape."""

    def checked(value: Any) -> list[Any]:
        if not isinstance(value, list) or len(value) > most:
            raise ValueError(f"a list of at most {most}")
        return [check(part) for part in value]

    return checked


def object_of(shape: Mapping[str, Check]) -> Check:
    """An object of a shape."""
    return lambda value: shaped(value, shape)


def anything(value: Any) -> Any:
    """Any JSON value but a float: numbers of the field travel as decimal text."""
    if isinstance(value, float):
        raise ValueError("a decimal as text, never a float")
    for part in value.values() if isinstance(value, dict) else value if _many(value) else ():
        anything(part)
    return value


def _many(value: Any) -> bool:
    return isinstance(value, list)


def coded(limit: int) -> Check:
    """Bytes as unpadded base64url."""

    def check(value: Any) -> bytes:
        if not isinstance(value, str) or len(value) * 3 // 4 > limit:
            raise ValueError(f"base64url of at most {limit} bytes")
        try:
            return base64.b64decode(value + "=" * (-len(value) % 4), b"-_", validate=True)
        except binascii.Error as fault:
            raise ValueError("base64url") from fault

    return check
