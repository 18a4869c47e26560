"""The one shape of every refusal of the scoring package: code, place, expected, came, do.

Codes are stable and may be matched by programs; the words may improve.
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of every verb of the command line."""

    DONE = 0  # done, or the answer is yes
    NO = 1  # the answer is no: faults, a difference, bad rows
    UNUSABLE = 2  # the input cannot be used; nothing was written to stdout


class ScoringError(Exception):
    """One input that cannot be used, and what to do about it.

    ``str()`` gives ``CODE place: expected …, came …; do …`` on a single line.
    """

    def __init__(self, code: str, place: str, expected: str, came: str, do: str) -> None:
        super().__init__(code, place, expected, came, do)
        self.code = code
        self.place = place
        self.expected = expected
        self.came = came
        self.do = do

    def __str__(self) -> str:
        line = f"{self.code} {self.place}: expected {self.expected}, came {self.came}; do {self.do}"
        return " ".join(line.split())


def shown(value: object, limit: int = 60) -> str:
    """A value as it may appear in a message: on one line, never longer than the limit."""
    try:
        text = " ".join(repr(value).split())
    except ValueError:  # an integer too long to be written out
        text = "a number of thousands of digits"
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
