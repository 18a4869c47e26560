"""The table of what happened: step, what, how many, seconds, file or address."""

import sys
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Done:
    """What a step says of itself once its own checks hold."""

    what: str
    count: int
    where: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    step: str
    done: Done
    seconds: float

    def cells(self) -> list[str]:
        """Give the columns."""
        return [
            self.step,
            self.done.what,
            str(self.done.count),
            f"{self.seconds:.1f}",
            self.done.where,
        ]


HEAD = ["step", "what", "n", "s", "where"]
WIDTHS = [22, 62, 5, 6, 0]


def show(cells: list[str]) -> None:
    """Print one line, in columns that Chinese characters keep too."""
    padded = [pad(cell, width) for cell, width in zip(cells, WIDTHS, strict=True)]
    print("  ".join(padded).rstrip(), flush=True)


def pad(text: str, width: int) -> str:
    """Fill a cell up to its width; a wide character takes two columns."""
    taken = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
    return text + " " * max(0, width - taken)


def fail(step: str, why: object) -> None:
    """Say which step failed and why."""
    print(f"\nFAILED at {step}: {why}", file=sys.stderr, flush=True)
