"""A checklist version in memory (检查表): frozen, complete, checked by the loader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from scoring.conditions import Condition
from scoring.memo import Memo
from scoring.numbers import Rounding
from scoring.result import Words
from scoring.rules.base import Rule
from scoring.scales import ALWAYS, Base, Span, Step, SubRating

Confidence = Literal["confirmed", "provisional"]
NaPolicy = Literal["drop", "full", "zero", "forbid"]

NATURES = {
    "inspection": "行政检查",
    "filing_check": "备案核查",
    "supervision": "督导、交叉检查",
    "self_check": "机构自查",
    "rating": "等级评定",
    "performance": "绩效评价、设施验收",
    "guidance": "指导服务、巡查",
}
WITHOUT_LEVEL = frozenset(("inspection", "filing_check", "supervision"))


@dataclass(frozen=True, slots=True)
class Ground:
    """What a statement rests on: clause (条款), source and how sure it is."""

    clause: str
    source: str
    confidence: Confidence

    def as_json(self) -> dict[str, str]:
        return {"clause": self.clause, "source": self.source, "confidence": self.confidence}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to check (项目).

    max_points: None for an item without weight, which passes or fails and adds no points.
    pass_at: points from which the item passes; an item without weight counts as one point.
    department, matter, frequency: whose it is, key (重点) or general (一般), how often it is looked
    at: shown, and never part of a result.
    """

    code: str
    chapter: str
    title: Words
    ground: Ground
    max_points: Decimal | None
    pass_at: Decimal
    kind: str
    rule: Rule
    with_: Mapping[str, Any]
    look_for: Words
    evidence: tuple[str, ...] = ()
    when: Condition | None = None
    na: NaPolicy = "drop"
    attest: Literal["one", "both"] = "one"
    tolerance: Decimal | None = None
    veto: bool = False
    major_hazard: bool = False
    base: bool = False
    resident_visible: bool = False
    risk: str | None = None
    department: str | None = None
    matter: Literal["key", "general"] | None = None
    frequency: Words | None = None
    continues: tuple[str, ...] = ()

    @property
    def full(self) -> Decimal:
        """The points this item adds to its chapter's maximum."""
        return self.max_points if self.max_points is not None else Decimal(0)

    @property
    def fact(self) -> str | None:
        """The fact (数据) that answers this item, so that it is not asked again."""
        return self.with_.get("fact") if self.kind == "bands" else None

    @property
    def reads(self) -> list[str]:
        """The facts that its rule, or a part of it, reads."""
        withs = [self.with_, *(part.get("with", {}) for part in self.with_.get("parts", ()))]
        required = [one.get("required") for one in withs]
        named = [one["fact"] for one in required if isinstance(one, dict)]
        return named + ([self.fact] if self.fact else [])


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a standard (分项) with its items in order."""

    id: str
    title: Words
    ground: Ground
    full: Decimal
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure asked for once per visit (数据); rules and conditions read it."""

    name: str
    title: Words
    kind: Literal["count", "amount", "share", "yes_no", "choice"]
    unit: Words | None
    options: tuple[str, ...]
    ground: Ground


@dataclass(frozen=True, slots=True)
class Requirement:
    """A hard condition of a level (必备条件)."""

    id: str
    title: Words | None
    that: Condition
    ground: Ground
    span: Span = ALWAYS


@dataclass(frozen=True, slots=True)
class Level:
    """A level (等级): total at least, every chapter's rate at least, hard conditions.

    Where a low score is good, total and rates are upper bounds.
    """

    id: str
    title: Words
    total: Decimal | None
    rates: Mapping[str, Fraction]
    require: tuple[Requirement, ...]
    ground: Ground


@dataclass(frozen=True, slots=True)
class Limit:
    """At most this level when … (限级条件); a veto (一票否决) leaves no level.

    at_most: a level id; None for a veto or where the context names the cap.
    context, up: the cap is the level named in this part of the context, so many steps up.
    when: None holds always.
    """

    id: str
    title: Words | None
    when: Condition | None
    veto: bool
    at_most: str | None
    context: str | None
    up: int
    ground: Ground
    span: Span = ALWAYS


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A result of a check without levels (检查结论); ``when`` None means in all other cases."""

    id: str
    title: Words
    when: Condition | None
    ground: Ground


@dataclass(frozen=True, slots=True)
class Settings:
    """How points become a total and a rate, each with its own ground.

    good: ``low`` where points are faults and few of them are good.
    """

    rate_of: Literal["applicable", "full"] = "applicable"
    total_as: Literal["raw", "scaled"] = "raw"
    rounding: tuple[int, Rounding] | None = None
    good: Literal["high", "low"] = "high"


@dataclass(frozen=True, slots=True)
class Standard:
    """One version of one standard (标准), as it was loaded and checked.

    digest: SHA-256 over the names and bytes of the folder's files.
    incomplete: why it may not grade yet; None when it may.
    demonstration: why it never is in force for a real round; None where it may be.
    base: what gives the level in place of total and rates; None where those do.
    raw: the plain data of standard.yaml and of the chapters, for the bundle.
    """

    id: str
    version: str
    digest: str
    title: Words
    ground: Ground
    natures: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    facts: Mapping[str, Fact]
    settings: Settings
    levels: tuple[Level, ...]
    limits: tuple[Limit, ...]
    conclusions: tuple[Conclusion, ...]
    incomplete: Words | None
    findings: tuple[Mapping[str, Any], ...]
    raw: Mapping[str, Any]
    by_code: Mapping[str, Item] = field(repr=False)
    provisional: bool = False
    in_force: Span = ALWAYS
    ratings: tuple[SubRating, ...] = ()
    steps: tuple[Step, ...] = ()
    base: Base | None = None
    demonstration: Words | None = None
    memo: Memo = field(default_factory=Memo, init=False, repr=False, compare=False)

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in the order of the chapters."""
        return tuple(self.by_code.values())

    def rating(self, name: str) -> SubRating:
        """A rating of its own by its id."""
        return next(one for one in self.ratings if one.id == name)

    def bundle(self) -> dict[str, Any]:
        """The version as plain JSON for the tablet (离线检查包)."""
        from scoring.bundle import bundle_of

        return bundle_of(self)
