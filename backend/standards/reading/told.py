"""A result put into words (评分说明): outcome, tests, chapters, items, way up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ground:
    """What a node rests on."""

    clause: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class ToldTest:
    """One test: what is asked for, what is there, whether it holds (yes, no, unknown)."""

    what: str
    need: str
    have: str
    holds: str
    ground: Ground


@dataclass(frozen=True, slots=True)
class ToldLevel:
    """A level with its tests; met when all of them hold."""

    title: str
    tests: tuple[ToldTest, ...]
    ground: Ground

    @property
    def met(self) -> bool:
        """Say whether every test holds."""
        return all(test.holds == "yes" for test in self.tests)

    @property
    def unmet(self) -> int:
        """Count those that do not."""
        return sum(test.holds != "yes" for test in self.tests)


@dataclass(frozen=True, slots=True)
class ToldItem:
    """An item with its outcome, the rule's reason and the answer."""

    code: str
    title: str
    outcome: str
    outcome_word: str
    points: str
    why: str
    answer: str
    note: str
    ground: Ground


@dataclass(frozen=True, slots=True)
class ToldChapter:
    """A chapter with its sums; opened: whether it is unfolded at first."""

    title: str
    sums: str
    rate: str
    items: tuple[ToldItem, ...]
    failed: int
    waiting: int
    opened: bool
    ground: Ground


@dataclass(frozen=True, slots=True)
class ToldRule:
    """A limit, rating or step that took part: its name, what it came to, its ground."""

    title: str
    says: str
    ground: Ground


@dataclass(frozen=True, slots=True)
class Gain:
    """One item to improve, from which points to which."""

    title: str
    was: str
    to: str
    gain: str


@dataclass(frozen=True, slots=True)
class Way:
    """The cheapest way to the next level (提升路径); blocked: what no item can change."""

    to: str
    items: tuple[Gain, ...]
    proved: bool
    blocked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """The whole; kind: level or conclusion."""

    kind: str
    outcome: str
    by_points: str
    limited: tuple[str, ...]
    complete: bool
    unanswered: int
    provisional: bool
    total: str
    levels: tuple[ToldLevel, ...]
    caps: tuple[ToldTest, ...]
    ratings: tuple[ToldRule, ...]
    steps: tuple[ToldRule, ...]
    facts: tuple[ToldRule, ...]
    chapters: tuple[ToldChapter, ...]
    way: Way | None
    ground: Ground
    digest: str
