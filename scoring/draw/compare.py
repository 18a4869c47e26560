"""Where two JSON values differ (差异), each difference as one line of the house's shape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scoring.errors import ScoringError, shown

LIMIT = 90


def differences(expected: Any, came: Any, place: str) -> Iterator[str]:
    """Every difference between what was computed and what is written, in reading order."""
    if type(expected) is not type(came):
        yield _line(place, shown(expected, LIMIT), shown(came, LIMIT))
    elif isinstance(expected, dict):
        yield from _of_objects(expected, came, place)
    elif isinstance(expected, list):
        yield from _of_lists(expected, came, place)
    elif expected != came:
        yield _line(place, shown(expected, LIMIT), shown(came, LIMIT))


def _of_objects(expected: dict[str, Any], came: dict[str, Any], place: str) -> Iterator[str]:
    for key in [*expected, *(key for key in came if key not in expected)]:
        at = f"{place}.{key}" if place else str(key)
        if key not in came:
            yield _line(at, shown(expected[key], LIMIT), "nothing")
        elif key not in expected:
            yield _line(at, "nothing", shown(came[key], LIMIT))
        else:
            yield from differences(expected[key], came[key], at)


def _of_lists(expected: list[Any], came: list[Any], place: str) -> Iterator[str]:
    for number, (left, right) in enumerate(zip(expected, came, strict=False)):
        yield from differences(left, right, f"{place}[{number}]")
    if len(expected) != len(came):
        yield _line(place, f"{len(expected)} entries", f"{len(came)}")


def _line(place: str, expected: str, came: str) -> str:
    do = "trust neither; get the file again from the office and from the public log"
    return str(ScoringError("differs", place, expected, came, do))
