"""Rules of items as sentences (评分规则): what earns how many points."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from backend.standards.reading.conditions import Sentences
from backend.standards.reading.words import said, said_raw, share
from scoring.checklist import Item
from scoring.numbers import plain
from scoring.rules.grade_abc import MARKS


@dataclass(frozen=True, slots=True)
class Line:
    """One way to answer, and what it earns; what may stand alone."""

    what: str
    earns: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in words: a sentence, and its cases."""

    says: str
    lines: tuple[Line, ...] = ()


class Rules:
    """Says the rules of one standard's items."""

    def __init__(self, sentences: Sentences) -> None:
        self.sentences = sentences

    def of(self, item: Item) -> Rule:
        """Say the rule of an item."""
        return self._rule(item.kind, item.with_, _Worth(item))

    def _rule(self, kind: str, data: Mapping[str, Any], worth: _Worth) -> Rule:
        say: Callable[[Mapping[str, Any], _Worth], Rule] = getattr(self, f"_{kind}")
        return say(data, worth)

    def _yes_no(self, data: Mapping[str, Any], worth: _Worth) -> Rule:
        if worth.full is None:
            told = _("答“否”为符合") if data.get("good") == "no" else _("符合或不符合")
            return Rule(told)
        good = _("答“否”") if data.get("good") == "no" else _("符合")
        return Rule(_("%(good)s得 %(n)s 分，否则不得分") % {"good": good, "n": plain(worth.full)})

    def _choice(self, data: Mapping[str, Any], worth: _Worth) -> Rule:
        return Rule(_("单选"), _options(data, worth))

    def _best_of(self, data: Mapping[str, Any], worth: _Worth) -> Rule:
        return Rule(_("可多选，取最高的一项，不相加"), _options(data, worth))

    def _bands(self, data: Mapping[str, Any], worth: _Worth) -> Rule:
        if fact := data.get("fact"):
            what = _("按数据“%(fact)s”分档") % {"fact": self.sentences.fact(fact)}
        else:
            what = _("按比例分档") if data.get("of") == "share" else _("按实测值分档")
        return Rule(what, _bands_of(data, worth, of_share=data.get("of") == "share"))

    def _sampled_share(self, data: Mapping[str, Any], worth: _Worth) -> Rule:
        parts = {"n": data["sample_min"], "unit": said_raw(data.get("unit"))}
        told = _("抽样，至少 %(n)s %(unit)s，不足不得分；按合格率分档") % parts
        return Rule(" ".join(told.split()), _bands_of(data, worth, of_share=True))

    def _count_each(self, data: Mapping[str, Any], worth: _Worth) -> Rule:
        parts = {"unit": said_raw(data.get("unit")) or _("项"), "each": data["each"]}
        cap = {"cap": data.get("cap") or plain(worth.most)}
        return Rule(_("每%(unit)s %(each)s 分") % parts + _("，最多 %(cap)s 分") % cap)

    def _deduct_each(self, data: Mapping[str, Any], worth: _Worth) -> Rule:
        parts = {"unit": said_raw(data.get("unit")) or _("项"), "each": data["each"]}
        cap = {"cap": data.get("cap") or plain(worth.most)}
        return Rule(_("每%(unit)s扣 %(each)s 分") % parts + _("，最多扣 %(cap)s 分") % cap)

    def _fraction_of(self, data: Mapping[str, Any], worth: _Worth) -> Rule:
        required, unit = data["required"], said_raw(data.get("unit"))
        if isinstance(required, str):
            need = f"{required} {unit}".strip()
        else:
            need = self.sentences.fact(required["fact"])
            need += f" × {required['times']}" if "times" in required else ""
        parts = {"n": plain(worth.most), "need": need}
        return Rule(_("%(n)s 分 × 实测 ÷ 应有（%(need)s），最多 %(n)s 分") % parts)

    def _sum_of(self, data: Mapping[str, Any], worth: _Worth) -> Rule:
        told = _("各子项相加")
        if "cap" in data:
            told += _("，最多 %(cap)s 分") % {"cap": data["cap"]}
        return Rule(told, tuple(self._part(part) for part in data["parts"]))

    def _part(self, part: Mapping[str, Any]) -> Line:
        inner = _Worth.part(Decimal(part["max_points"]))
        rule = self._rule(part.get("rule", "yes_no"), part.get("with", {}), inner)
        cases = [f"{line.what} {line.earns}".strip() for line in rule.lines]
        told = _("%(title)s：%(rule)s") % {
            "title": said_raw(part.get("title") or part["id"]),
            "rule": _("；").join([rule.says, *cases]),
        }
        return Line(told, _points(inner.full))

    def _expert(self, data: Mapping[str, Any], worth: _Worth) -> Rule:
        parts = {"least": data.get("least", "0"), "most": data["most"]}
        told = _("评定人员在 %(least)s 至 %(most)s 分之间评分，须写明理由") % parts
        if "step" in data:
            told += _("，每档 %(step)s 分") % {"step": data["step"]}
        return Rule(told)

    def _grade_abc(self, data: Mapping[str, Any], worth: _Worth) -> Rule:
        points = data["points"]
        lines = [
            Line(f"{mark} {said(words)}", worth.of(points[mark])) for mark, words in MARKS.items()
        ]
        return Rule(_("A、B、C 三档"), tuple(lines))


class _Worth:
    """What points of a rule mean: points, or met and not met where an item has no weight."""

    def __init__(self, item: Item) -> None:
        self.full = item.max_points
        self.most = item.full if item.max_points is not None else Decimal(1)
        self.pass_at = item.pass_at

    @classmethod
    def part(cls, full: Decimal) -> _Worth:
        """Make that of a part, which always has points."""
        made = cls.__new__(cls)
        made.full, made.most, made.pass_at = full, full, full
        return made

    def of(self, points: str) -> str:
        if self.full is not None:
            return _points(Decimal(points))
        return _("符合") if Decimal(points) >= self.pass_at else _("不符合")


def _points(points: Decimal | None) -> str:
    return _("%(n)s 分") % {"n": plain(points or Decimal(0))}


def _options(data: Mapping[str, Any], worth: _Worth) -> tuple[Line, ...]:
    return tuple(
        Line(said_raw(one.get("title") or one["id"]), worth.of(one["points"]))
        for one in data["options"]
    )


def _bands_of(data: Mapping[str, Any], worth: _Worth, *, of_share: bool) -> tuple[Line, ...]:
    unit = "" if of_share else said_raw(data.get("unit"))
    lines = []
    for band in data["bands"]:
        upwards = "at_least" in band
        edge = band["at_least" if upwards else "at_most"]
        told = share(Fraction(edge)) if of_share else f"{edge} {unit}".strip()
        lines.append(Line(f"{'≥' if upwards else '≤'} {told}", worth.of(band["points"])))
    return tuple(lines)
