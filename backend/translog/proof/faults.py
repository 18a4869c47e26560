"""What a checker may find wrong, each with a stable code."""

from __future__ import annotations


class Fault(ValueError):
    """Something does not hold: code, and what was expected, what came, what to do."""

    def __init__(self, code: str, *, expected: str = "", came: str = "", do: str = "") -> None:
        self.code = code
        self.expected = expected
        self.came = came
        self.do = do
        told = {"expected": expected, "came": came, "do": do}
        super().__init__(f"{code}: " + ", ".join(f"{k} {v}" for k, v in told.items() if v))


class Unreadable(Fault):
    """The input has not the form that FORMAT.md gives it."""


class Missing(Fault):
    """A file of the log is not there."""
