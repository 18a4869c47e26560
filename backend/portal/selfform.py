"""One part of a self-assessment as a form (自评表): items with their rules, or the facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from backend.portal.inputs import (
    REASON,
    Field,
    Typed,
    Wrong,
    as_typed,
    fields_of,
    one_of,
    read,
    said,
)
from backend.ratings.models import Application
from backend.ratings.services.self_assessing import part_digest, part_of
from backend.standards.reading import ReadItem
from backend.standards.selectors import by_digest, reading_of

NO_SUCH_PART = "检查表没有这个分项"
Rule = tuple[str, Mapping[str, Any]]  # kind, and what its rule is made with


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for; may_skip: whether it may not apply."""

    code: str
    title: str
    told: ReadItem | None
    rule: Rule
    may_skip: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One item or fact of the form. na: the reason why it does not apply, None: never allowed."""

    code: str
    title: str
    told: ReadItem | None
    fields: tuple[Field, ...]
    na: str | None
    wrong: str
    answered: bool

    @property
    def anchor(self) -> str:
        """Name its place on the page."""
        return f"i-{self.code}"

    @property
    def alone(self) -> bool:
        """Whether it has one field, which the item's title names."""
        return len(self.fields) == 1


@dataclass(frozen=True, slots=True)
class PartForm:
    """The form of one part: id "" for the facts."""

    id: str
    title: str
    rows: tuple[Row, ...]
    values: Mapping[str, Any]
    seen: str

    @property
    def wrong(self) -> list[Row]:
        """What cannot be kept as it is."""
        return [one for one in self.rows if one.wrong]

    @property
    def answered(self) -> int:
        """How many have an answer."""
        return sum(one.answered for one in self.rows)


def form_of(application: Application, part: str, typed: Typed | None = None) -> PartForm | None:
    """Give the form of a part as it is kept, or as it was typed; None where there is no such."""
    standard = by_digest(application.round.checklist_digest)
    if part == "":
        rows = list(_facts(application, typed))
        return _form(application, "", _("基本数据"), rows, typed) if rows else None
    chapter = next((one for one in standard.chapters if one.id == part), None)
    if chapter is None:
        return None
    title = said({"zh": chapter.title.zh, "en": chapter.title.en})
    return _form(application, part, title, list(_items(application, chapter, typed)), typed)


def _form(
    application: Application,
    part: str,
    title: str,
    rows: Sequence[tuple[Row, Any]],
    typed: Typed | None,
) -> PartForm:
    values = {row.code: value for row, value in rows if value is not None}
    seen = one_of(typed, "seen") if typed is not None else part_digest(application, part)
    return PartForm(part, title, tuple(row for row, _value in rows), values, seen)


def _items(
    application: Application, chapter: Any, typed: Typed | None
) -> Iterator[tuple[Row, Any]]:
    kept = part_of(application, chapter.id)
    in_words = {
        one.code: one
        for part in reading_of(application.round.checklist_digest).chapters
        if part.id == chapter.id
        for one in part.items
    }
    for item in chapter.items:
        if item.fact is None:
            told, rule = in_words[item.code], (item.kind, item.with_)
            asked = Asked(item.code, told.title, told, rule, item.na != "forbid")
            yield _row(asked, kept.get(item.code), typed)


def _facts(application: Application, typed: Typed | None) -> Iterator[tuple[Row, Any]]:
    kept = part_of(application, "")
    for one in by_digest(application.round.checklist_digest).facts.values():
        title = said({"zh": one.title.zh, "en": one.title.en})
        unit = said({"zh": one.unit.zh, "en": one.unit.en}) if one.unit else ""
        asked = Asked(one.name, title, None, _as_rule(one, unit), may_skip=False)
        yield _row(asked, kept.get(one.name), typed)


def _as_rule(fact: Any, unit: str) -> Rule:
    """Ask a fact as an item of the same shape is asked."""
    if fact.kind == "choice":
        return "choice", {"options": [{"id": one, "points": ""} for one in fact.options]}
    return fact.kind, {"unit": unit, "plain": True}


def _row(asked: Asked, kept: Any, typed: Typed | None) -> tuple[Row, Any]:
    """Show an item as it is kept or as it was typed; give its answer beside it."""
    name = f"a:{asked.code}"
    shown = _kept(asked.rule, name, kept) if typed is None else typed
    value, wrong = (kept, "") if typed is None else _told(asked, name, typed)
    row = Row(
        code=asked.code,
        title=asked.title,
        told=asked.told,
        fields=tuple(fields_of(*asked.rule, name, shown)),
        na=one_of(shown, f"{name}:na") if asked.may_skip else None,
        wrong=wrong,
        answered=value is not None and not wrong,
    )
    return row, value


def _kept(rule: Rule, name: str, kept: Any) -> Typed:
    if kept is None:
        return {}
    if isinstance(kept, dict) and "na" in kept:
        return {f"{name}:na": [kept["na"]]}
    value = kept["value"] if isinstance(kept, dict) and "value" in kept else kept
    return as_typed(*rule, name, value)


def _told(asked: Asked, name: str, typed: Typed) -> tuple[Any, str]:
    """Read one answer; what is wrong is said in words."""
    reason = one_of(typed, f"{name}:na")[:REASON] if asked.may_skip else ""
    try:
        value = read(*asked.rule, name, typed)
    except Wrong as no:
        return None, str(no)
    if reason and value is not None:
        return None, _("填了结果，就不能再填“不适用”的理由；二者只留一个")
    return ({"na": reason} if reason else value), ""
