"""Conditions of a standard as sentences (条件): 床位数不低于 30 张."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backend.standards.reading.words import CONTEXT, RISKS, YES_NO, listed, said, said_raw, share
from scoring.checklist import Item, Standard
from scoring.conditions import All, AnyOf, Compare, Condition, Equal, Not
from scoring.counts import Extreme, Failed, Rated
from scoring.numbers import plain, ratio_text

SIGNS = {
    "at_least": _("%(what)s不低于 %(bound)s"),
    "at_most": _("%(what)s不高于 %(bound)s"),
    "above": _("%(what)s高于 %(bound)s"),
    "below": _("%(what)s低于 %(bound)s"),
}
MARKS = {"base": _("基本要求项"), "veto": _("否决项"), "major_hazard": _("重大事故隐患项")}


class Sentences:
    """Says the conditions of one standard, with the titles of what they look at."""

    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self.titles = {chapter.id: said(chapter.title) for chapter in standard.chapters}
        self.ratings = {rating.id: rating for rating in standard.ratings}

    def say(self, condition: Condition | None) -> str:
        """Say a condition; empty for none."""
        if condition is None:
            return ""
        if isinstance(condition, All | AnyOf):
            word = gettext("，并且") if isinstance(condition, All) else gettext("，或者")
            return word.join(self._bracketed(part) for part in condition.parts)
        if isinstance(condition, Not):
            return gettext("并非（%(what)s）") % {"what": self.say(condition.part)}
        if isinstance(condition, Equal):
            return self._equal(condition)
        if isinstance(condition, Compare):
            return self._compare(condition)
        if isinstance(condition, Failed):
            return self._failed(condition)
        if isinstance(condition, Rated):
            return self._rated(condition)
        return self._extreme(condition) if isinstance(condition, Extreme) else condition.need()

    def named(self, code: str) -> str:
        """Give the title of a chapter, item or rating in quotes."""
        item = self.standard.by_code.get(code)
        title = said(item.title) if item else self.titles.get(code, code)
        return gettext("“%(title)s”") % {"title": title}

    def rating_named(self, name: str) -> str:
        """Give the title of a rating in quotes."""
        rating = self.ratings.get(name)
        return gettext("“%(title)s”") % {"title": said(rating.title) if rating else name}

    def level_of(self, rating: str, level: str) -> str:
        """Give the title of a rating's level."""
        marks = self.ratings[rating].marks if rating in self.ratings else ()
        return next((said(mark.title) for mark in marks if mark.id == level), level)

    def fact(self, name: str) -> str:
        """Give the title of a fact."""
        fact = self.standard.facts.get(name)
        return said(fact.title) if fact else name

    def _bracketed(self, part: Condition) -> str:
        told = self.say(part)
        return gettext("（%(what)s）") % {"what": told} if isinstance(part, All | AnyOf) else told

    def _equal(self, one: Equal) -> str:
        values = gettext(" 或 ").join(self._value(one, text) for text in one.among)
        parts = {"what": self._operand(one.kind, one.name), "value": values}
        return gettext("%(what)s为 %(value)s") % parts

    def _value(self, one: Equal, text: str) -> str:
        if one.kind == "rating":
            return self.level_of(one.name, text)
        if one.kind == "answer" and one.name in self.standard.by_code:
            return answer_word(self.standard.by_code[one.name], text)
        return str(YES_NO.get(text, text))

    def _compare(self, one: Compare) -> str:
        what, bound = self._operand(one.kind, one.name), ratio_text(one.bound)
        if one.per is not None:
            what = gettext("%(over)s ÷ %(under)s ") % {"over": what, "under": self.fact(one.per)}
        elif one.kind == "rate" or self._is_share(one):
            bound = share(one.bound)
        elif one.kind == "fact":
            bound = f"{bound} {self._unit(one.name)}".strip()
        told = str(SIGNS[one.sign]) % {"what": what, "bound": bound}
        if one.per_at_least is None:
            return told
        least = {"told": told, "least": plain(one.per_at_least)}
        return gettext("%(told)s（分母不足 %(least)s 的按 %(least)s 计）") % least

    def _is_share(self, one: Compare) -> bool:
        fact = self.standard.facts.get(one.name) if one.kind == "fact" else None
        return fact is not None and fact.kind == "share"

    def _unit(self, name: str) -> str:
        fact = self.standard.facts.get(name)
        return said(fact.unit) if fact else ""

    def _operand(self, kind: str, name: str) -> str:
        if kind == "fact":
            return self.fact(name)
        if kind == "context":
            return str(CONTEXT.get(name, name))
        if kind == "total":
            return gettext("总分")
        words = {
            "answer": _("%(name)s的检查结果"),
            "points": _("%(name)s得分"),
            "rate": _("%(name)s得分率"),
            "rating": _("%(name)s的评级"),
            "score": _("%(name)s评级的分值"),
        }
        named = self.rating_named(name) if kind in ("rating", "score") else self.named(name)
        return str(words[kind]) % {"name": named}

    def _failed(self, one: Failed) -> str:
        chosen = self._selection(one.selection)
        if one.sign == "at_least" and one.bound == Fraction(1):
            return gettext("有%(chosen)s不符合") % {"chosen": chosen}
        what = gettext("%(chosen)s不符合的项数") % {"chosen": chosen}
        return str(SIGNS[one.sign]) % {"what": what, "bound": ratio_text(one.bound)}

    def _selection(self, selection: Mapping[str, Any]) -> str:
        if "item" in selection:
            return self.named(selection["item"])
        parts = [str(MARKS[key]) for key in MARKS if selection.get(key)]
        if "risk" in selection:
            risk = RISKS.get(selection["risk"], selection["risk"])
            parts.append(gettext("“%(risk)s”风险项") % {"risk": risk})
        chosen = gettext("的").join(parts) or gettext("项目")
        if "chapter" not in selection:
            return chosen
        inside = {"chapter": self.named(selection["chapter"]), "chosen": chosen}
        return gettext("%(chapter)s中的%(chosen)s") % inside

    def _rated(self, one: Rated) -> str:
        levels = [self.level_of(one.of[0], level) for level in one.among]
        what = gettext("%(ratings)s中评为 %(levels)s 的个数") % {
            "ratings": listed([self.rating_named(name) for name in one.of]),
            "levels": gettext(" 或 ").join(levels),
        }
        return str(SIGNS[one.sign]) % {"what": what, "bound": ratio_text(one.bound)}

    def _extreme(self, one: Extreme) -> str:
        names = listed([self.named(name) for name in one.of])
        told = _("%(names)s中的最高得分") if one.pick == "most" else _("%(names)s中的最低得分")
        what = str(told) % {"names": names}
        return str(SIGNS[one.sign]) % {"what": what, "bound": ratio_text(one.bound)}


def answer_word(item: Item, text: str) -> str:
    """Say an answer of an item by its option's title."""
    for option in item.with_.get("options", ()):
        if option["id"] == text and "title" in option:
            return said_raw(option["title"])
    if text == "NA":
        return gettext("不适用")
    return str(YES_NO.get(text, text)) if item.kind == "yes_no" else text
