"""The condition of an item as the ``relevant`` of a question (适用条件).

A question is left out only where its condition is surely false. A form does not know *unknown*:
an empty answer makes every comparison false. So two readings are written, *may hold* and *surely
holds*, and a negation turns one into the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from scoring.conditions import SIGNS
from scoring.numbers import ratio_of
from scoring.sheet.content import Content
from scoring.xlsform.names import Names

Raw = Mapping[str, Any]

NUMERIC = frozenset(("bands", "count_each", "deduct_each"))
PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)


class Relevance:
    """Writes conditions of one version as expressions."""

    def __init__(self, content: Content, names: Names) -> None:
        self.names = names
        self.items = {one["id"]: one for rows in content.chapters.values() for one in rows}
        self.facts = content.standard.get("facts", {})

    def of(self, when: Raw) -> str:
        """An expression that is true unless the condition is surely false."""
        return self._may(when)

    def _may(self, when: Raw) -> str:
        if "not" in when:
            return f"not({self._surely(when['not'])})"
        joined = _joined(when, self._may)
        if joined:
            return joined
        missing, holds = self._leaf(when)
        return _all_of([*(f"{one} = ''" for one in missing), holds], " or ")

    def _surely(self, when: Raw) -> str:
        if "not" in when:
            return f"not({self._may(when['not'])})"
        joined = _joined(when, self._surely)
        if joined:
            return joined
        missing, holds = self._leaf(when)
        return _all_of([*(f"{one} != ''" for one in missing), holds], " and ")

    def _leaf(self, when: Raw) -> tuple[list[str], str]:
        """What must be answered, and the comparison."""
        test = next(key for key in ("is", "in", *SIGNS) if key in when)
        if "answer" in when:
            return self._answer(when, test)
        name = ref(self.names.fact(when["fact"]) if "fact" in when else _context(when["context"]))
        if test in ("is", "in"):
            return [name], _among(name, _texts(when, test), self._form(when))
        bound = ratio_of(when[test], "-")
        over = name if bound.denominator == 1 else f"{name} * {bound.denominator}"
        if "per" not in when:
            return [name], f"{over} {SIGNS[test]} {bound.numerator}"
        below = under = ref(self.names.fact(when["per"]))
        if "per_at_least" in when:
            least = when["per_at_least"]
            under = f"if({below} < {least}, {least}, {below})"
        return [name, below], f"{over} {SIGNS[test]} {under} * {bound.numerator}"

    def _answer(self, when: Raw, test: str) -> tuple[list[str], str]:
        """One item's answer; *not applicable* is an answer to texts, and none to numbers."""
        item = self.items[when["answer"]]
        name = self.names.item(item["id"])
        question, na = ref(name), ref(f"{name}_na")
        if test not in ("is", "in"):
            bound = ratio_of(when[test], "-")
            over = question if bound.denominator == 1 else f"{question} * {bound.denominator}"
            return [question], f"{over} {SIGNS[test]} {bound.numerator}"
        texts = _texts(when, test)
        holds = _among(question, [one for one in texts if one != "NA"], self._form(when))
        if not may_not_apply(item):
            return [question], holds
        if "NA" in texts:
            holds = _all_of([f"{na} != ''", holds], " or ")
        return [f"concat({question}, {na})"], holds

    def _form(self, when: Raw) -> str:
        """How a text is compared: as a number, among several, or as it is."""
        if "answer" in when:
            rule = self.items[when["answer"]]["rule"]
            many = "selected" if rule == "best_of" else "text"
            return "number" if rule in NUMERIC else many
        if "fact" in when:
            kind = self.facts[when["fact"]]["kind"]
            return "text" if kind in ("yes_no", "choice") else "number"
        return "number" if when["context"] == "years_since_grade" else "text"


def may_not_apply(item: Raw) -> bool:
    """Whether an item's question may be answered with *not applicable*."""
    return item.get("na") != "forbid" and "fact" not in item.get("with", {})


def context_read(when: Raw) -> set[str]:
    """The parts of the context that a condition reads."""
    if "context" in when:
        return {when["context"]}
    inner = [*when.get("all", []), *when.get("any", []), *([when["not"]] if "not" in when else [])]
    return {name for one in inner for name in context_read(one)}


def ref(name: str) -> str:
    """A reference to a question."""
    return "${" + name + "}"


def _context(name: str) -> str:
    return f"context_{name}"


def _joined(when: Raw, told: Callable[[Raw], str]) -> str:
    for key, word in (("all", " and "), ("any", " or ")):
        if key in when:
            return _all_of([told(one) for one in when[key]], word)
    return ""


def _all_of(parts: list[str], word: str) -> str:
    return parts[0] if len(parts) == 1 else f"({word.join(parts)})"


def _texts(when: Raw, test: str) -> list[str]:
    return [when["is"]] if test == "is" else list(when["in"])


def _among(question: str, texts: list[str], form: str) -> str:
    if form == "number":
        parts = [f"{question} = {one}" for one in texts if PLAIN.fullmatch(one)]
    elif form == "selected":
        parts = [f"selected({question}, '{one}')" for one in texts]
    else:
        parts = [f"{question} = '{one}'" for one in texts]
    return _all_of(parts, " or ") if parts else "false()"
