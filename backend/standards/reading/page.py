"""A checklist version as it is read (检查标准阅读): everything in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from backend.standards.reading.cases import Case, cases_of
from backend.standards.reading.conditions import Sentences
from backend.standards.reading.notes import Block, blocks_of
from backend.standards.reading.results import Results, Section
from backend.standards.reading.rules import Rule, Rules
from backend.standards.reading.words import (
    EVIDENCE,
    FACTS,
    NATURES,
    NOT_APPLICABLE,
    RISKS,
    SEVERITY,
    listed,
    said,
    said_raw,
)
from scoring.checklist import Chapter, Ground, Item, Standard
from scoring.numbers import plain

MARKED = ("veto", "major_hazard", "base", "risk", "resident_visible", "both", "provisional")


@dataclass(frozen=True, slots=True)
class ReadItem:
    """One item in words; marks: of MARKED, those it bears."""

    code: str
    title: str
    ground: Ground
    points: str  # empty where it has no weight
    passes: str  # from how many points, where that is not all
    rule: Rule
    look_for: str
    evidence: str
    when: str
    na: str
    risk: str
    tolerance: str
    continues: tuple[str, ...]
    marks: frozenset[str]

    def has(self, word: str) -> bool:
        """Say whether the word occurs in what a reader would search."""
        ground = self.ground
        texts = (self.code, self.title, ground.clause, ground.source, self.look_for, self.risk)
        return any(word in text.casefold() for text in texts)


@dataclass(frozen=True, slots=True)
class ReadChapter:
    """A chapter in words with the items that are shown; whole: how many it has."""

    id: str
    title: str
    ground: Ground
    points: str
    items: tuple[ReadItem, ...]
    whole: int


@dataclass(frozen=True, slots=True)
class ReadFact:
    """A fact asked for once per visit (数据)."""

    name: str
    title: str
    kind: str
    unit: str
    options: str
    ground: Ground


@dataclass(frozen=True, slots=True)
class ReadFinding:
    """One row of 问题—条款库."""

    id: str
    item: str
    item_title: str
    seen: str
    wording: str
    basis: str
    demand: str
    severity: str
    grave: bool
    days: int | None
    working: bool
    term_ground: Ground
    department: str
    ground: Ground


class Reading:
    """One version in words, in the language of the moment it is read."""

    def __init__(self, standard: Standard, files: Mapping[str, str]) -> None:
        self.standard = standard
        self.files = files
        self.raw = standard.raw["standard"]
        self.sentences = Sentences(standard)

    @cached_property
    def chapters(self) -> tuple[ReadChapter, ...]:
        """Give every chapter with its items."""
        rules = Rules(self.sentences)
        return tuple(
            _chapter(one, tuple(self._item(item, rules) for item in one.items))
            for one in self.standard.chapters
        )

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Give the rules from points to a result."""
        return tuple(Results(self.standard, self.sentences).sections())

    @cached_property
    def facts(self) -> tuple[ReadFact, ...]:
        """Give the facts."""
        return tuple(
            ReadFact(
                one.name,
                said(one.title),
                str(FACTS[one.kind]),
                said(one.unit),
                listed(list(one.options)),
                one.ground,
            )
            for one in self.standard.facts.values()
        )

    @cached_property
    def findings(self) -> tuple[ReadFinding, ...]:
        """Give the library from what is seen to what is demanded."""
        return tuple(self._finding(one) for one in self.standard.findings)

    @cached_property
    def lists(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Give the short lists: title, and the items in order."""
        titles = {code: said(item.title) for code, item in self.standard.by_code.items()}
        return tuple(
            (said_raw(one["title"]), tuple(titles[code] for code in one["items"]))
            for one in self.raw.get("lists", ())
        )

    def cases(self, cases: Sequence[Mapping[str, Any]]) -> list[Case]:
        """Give the worked cases."""
        return cases_of(self.standard, cases)

    @cached_property
    def notes(self) -> list[Block]:
        """Give the README, with the gaps it names."""
        return blocks_of(self.files.get("README.md", ""))

    @cached_property
    def changes(self) -> list[Block]:
        """Give what it changes against the version before."""
        return blocks_of(self.files.get("CHANGES.md", ""))

    @property
    def incomplete(self) -> str:
        """Say why it may not grade; empty when it may."""
        return said(self.standard.incomplete)

    @property
    def head(self) -> list[tuple[str, str]]:
        """Give what the standard says of itself."""
        rounding = self.standard.settings.rounding
        rows = [
            (_("发布机关"), said_raw(self.raw["issuer"])),
            (_("文号"), self.raw["document"]),
            (_("适用于"), listed([str(NATURES[one]) for one in self.standard.natures])),
            (_("说明"), said_raw(self.raw.get("notes"))),
            (_("修约"), _("保留 %(n)s 位小数") % {"n": rounding[0]} if rounding else ""),
        ]
        return [(word, told) for word, told in rows if told]

    @cached_property
    def unsure(self) -> int:
        """Count the items whose content is not confirmed."""
        return sum("provisional" in one.marks for part in self.chapters for one in part.items)

    def narrowed(self, word: str, mark: str) -> tuple[ReadChapter, ...]:
        """Give the chapters with those items only that hold a word and bear a mark."""
        word = word.casefold()
        return tuple(
            replace(part, items=found)
            for part in self.chapters
            if (found := tuple(_fitting(part.items, word, mark)))
        )

    def _item(self, item: Item, rules: Rules) -> ReadItem:
        passes = plain(item.pass_at) if item.max_points and item.pass_at != item.full else ""
        return ReadItem(
            code=item.code,
            title=said(item.title),
            ground=item.ground,
            points=plain(item.max_points) if item.max_points is not None else "",
            passes=passes,
            rule=rules.of(item),
            look_for=said(item.look_for),
            evidence=listed([str(EVIDENCE[one]) for one in item.evidence]),
            when=self.sentences.say(item.when),
            na=str(NOT_APPLICABLE[item.na]),
            risk=str(RISKS[item.risk]) if item.risk else "",
            tolerance=plain(item.tolerance) if item.tolerance is not None else "",
            continues=item.continues,
            marks=frozenset(_marks(item)),
        )

    def _finding(self, raw: Mapping[str, Any]) -> ReadFinding:
        item, term = self.standard.by_code.get(raw["item"]), raw["term"]
        return ReadFinding(
            id=raw["id"],
            item=raw["item"],
            item_title=said(item.title) if item else raw["item"],
            seen=said_raw(raw["seen"]),
            wording=said_raw(raw["wording"]),
            basis=said_raw(raw["basis"]),
            demand=said_raw(raw["demand"]),
            severity=str(SEVERITY[raw["severity"]]),
            grave=raw["severity"] == "major",
            days=term["days"],
            working=term["unit"] == "working_day",
            term_ground=Ground(raw["clause"], term["source"], term["confidence"]),
            department=raw["department"],
            ground=Ground(raw["clause"], raw["source"], raw["confidence"]),
        )


def _chapter(chapter: Chapter, items: tuple[ReadItem, ...]) -> ReadChapter:
    points = plain(chapter.full) if chapter.full else ""
    return ReadChapter(chapter.id, said(chapter.title), chapter.ground, points, items, len(items))


def _marks(item: Item) -> Iterator[str]:
    held = {
        "veto": item.veto,
        "major_hazard": item.major_hazard,
        "base": item.base,
        "risk": item.risk is not None,
        "resident_visible": item.resident_visible,
        "both": item.attest == "both",
        "provisional": item.ground.confidence == "provisional",
    }
    return (mark for mark in MARKED if held[mark])


def _fitting(items: Iterable[ReadItem], word: str, mark: str) -> Iterator[ReadItem]:
    for one in items:
        if (not word or one.has(word)) and (not mark or mark in one.marks):
            yield one
