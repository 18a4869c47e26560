"""A result with its reasons as a page shows it (评分说明): outcome, tests, chapters, items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from backend.standards.reading.answers import answer_words, reason_words
from backend.standards.reading.conditions import Sentences
from backend.standards.reading.results import Clause, Results
from backend.standards.reading.told import (
    Explained,
    Gain,
    Ground,
    ToldChapter,
    ToldItem,
    ToldLevel,
    ToldRule,
    ToldTest,
    Way,
)
from backend.standards.reading.words import OUTCOMES, english, said, share
from scoring.checklist import Standard
from scoring.numbers import ratio_of

Node = Mapping[str, Any]
OPEN_AT_FIRST = 60  # items of a result up to which chapters with a failing item stand open


def explained(standard: Standard, result: Node, way: Node | None = None) -> Explained:
    """Put a result of `grade` into words; way: what `improve` gives for the same visit."""
    return _Teller(standard).whole(result, way)


def told_tests(standard: Standard, unmet: Iterable[Node]) -> tuple[ToldTest, ...]:
    """Put tests that do not hold into words, as `unmet` of a result gives them."""
    teller = _Teller(standard)
    return tuple(teller.test({**one, "holds": "no"}) for one in unmet)


class _Teller:
    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self.sentences = Sentences(standard)
        self.results = Results(standard, self.sentences)
        self.chapters = {one.id: said(one.title) for one in standard.chapters}
        self.clauses: dict[str, Clause] = {
            one.id: one
            for section in self.results.sections()
            if section.id in ("limits", "adjust")
            for one in section.clauses
        }
        self.require = {
            one.id: said(one.title) or self.sentences.say(one.that)
            for level in standard.levels
            for one in level.require
        }

    def whole(self, result: Node, way: Node | None) -> Explained:
        tree = result["explanation"]
        levelled = "level" in result
        many = len(self.standard.by_code) > OPEN_AT_FIRST
        return Explained(
            kind="level" if levelled else "conclusion",
            outcome=self._outcome(result),
            by_points=self._by_points(result) if levelled else "",
            limited=tuple(self.rule(name) for name in result.get("limited_by", ())),
            complete=result["complete"],
            unanswered=len(result["unanswered"]),
            provisional=result["provisional"],
            total=self._total(result) if levelled else "",
            levels=tuple(self._level(one) for one in tree.get("levels", ())),
            caps=tuple(self.test(one) for one in tree.get("caps", ())),
            ratings=tuple(self._ratings(tree.get("ratings", ()))),
            steps=tuple(self._steps(tree.get("adjust", ()))),
            facts=tuple(self._facts(tree["facts"])),
            chapters=tuple(self._chapter(one, many=many) for one in tree["chapters"]),
            way=self._way(way) if way is not None else None,
            ground=_ground(tree),
            digest=result["result_digest"],
        )

    def rule(self, name: str) -> str:
        """Name a limit, step, condition or item."""
        if name in self.clauses:
            return self.clauses[name].title
        if name in self.require:
            return self.require[name]
        item = self.standard.by_code.get(name)
        return said(item.title) if item else name

    def _outcome(self, result: Node) -> str:
        if "level" in result:
            return self.results.levels.get(result["level"], _("不评等级"))
        titles = {one.id: said(one.title) for one in self.standard.conclusions}
        return titles.get(result["conclusion"], _("尚无结论"))

    def _by_points(self, result: Node) -> str:
        if result["level_by_points"] == result["level"]:
            return ""
        return self.results.levels.get(result["level_by_points"], "")

    def _total(self, result: Node) -> str:
        parts = {key: result[key] for key in ("total", "applicable", "max")}
        return _("总分 %(total)s，应得 %(applicable)s，满分 %(max)s") % parts

    def _level(self, node: Node) -> ToldLevel:
        tests = tuple(self.test(one) for one in node["tests"])
        return ToldLevel(self.results.levels[node["id"]], tests, _ground(node))

    def test(self, node: Node) -> ToldTest:
        """Say one test of a level or a cap."""
        name, need, have = node["test"], node["need"], node["have"]
        kind, _colon, chapter = name.partition(":")
        if name == "total":
            what = _("总分")
        elif kind == "rate":
            what = _("“%(chapter)s”得分率") % {"chapter": self.chapters[chapter]}
            need, have = _share(need), _share(have)
        elif name in self.clauses:
            what, need = self.clauses[name].title, "；".join(self.clauses[name].says)
        else:
            what, need = self.rule(name), self._need(name, need)
        have = _("未知") if have == "unknown" else have
        return ToldTest(what, need, have, node["holds"], _ground(node))

    def _need(self, name: str, need: str) -> str:
        for level in self.standard.levels:
            for one in level.require:
                if one.id == name and one.that.need() == need:
                    return self.sentences.say(one.that)
        return _("符合") if name in self.standard.by_code else need

    def _ratings(self, nodes: Sequence[Node]) -> Iterator[ToldRule]:
        for node in nodes:
            rating = self.standard.rating(node["id"])
            titles = {mark.id: said(mark.title) for mark in rating.marks}
            got = titles.get(node["level"], _("无"))
            yield ToldRule(said(rating.title), f"{got}（{node['why']}）", _ground(node))

    def _steps(self, nodes: Sequence[Node]) -> Iterator[ToldRule]:
        for node in nodes:
            moved = _("起作用") if node["moved"] == "yes" else _("未起作用")
            yield ToldRule(self.rule(node["id"]), moved, _ground(node))

    def _facts(self, facts: Mapping[str, Node]) -> Iterator[ToldRule]:
        for name, node in facts.items():
            fact = self.standard.facts[name]
            value = node["value"] if node["value"] is not None else _("未填")
            unit = said(fact.unit) if node["value"] is not None else ""
            yield ToldRule(said(fact.title), f"{value} {unit}".strip(), _ground(node))

    def _chapter(self, node: Node, *, many: bool) -> ToldChapter:
        items = tuple(self._item(one) for one in node["items"])
        failed = sum(one.outcome == "fail" for one in items)
        waiting = sum(one.outcome == "not_answered" for one in items)
        weighed = node["max"] != "0"
        parts = {key: node[key] for key in ("points", "applicable", "max")}
        return ToldChapter(
            title=self.chapters[node["id"]],
            sums=_("得 %(points)s，应得 %(applicable)s，满分 %(max)s") % parts if weighed else "",
            rate=_share(node["rate"]) if weighed and node["rate"] else "",
            items=items,
            failed=failed,
            waiting=waiting,
            opened=bool(failed) and not many,
            ground=_ground(node),
        )

    def _item(self, node: Node) -> ToldItem:
        item, rule = self.standard.by_code[node["code"]], node["rule"]
        answer = rule["answer"]
        parts = {key: node[key] for key in ("points", "applicable")}
        return ToldItem(
            code=item.code,
            title=said(item.title),
            outcome=node["outcome"],
            outcome_word=str(OUTCOMES[node["outcome"]]),
            points="" if item.max_points is None else f"{parts['points']} / {parts['applicable']}",
            why=reason_words(item, rule["why"]["en" if english() else "zh"], na="na" in answer),
            answer=answer_words(item, answer if "na" in answer else answer["value"]),
            note=answer.get("note", ""),
            ground=_ground(node),
        )

    def _way(self, way: Node) -> Way:
        items = tuple(
            Gain(
                said(self.standard.by_code[one["code"]].title), one["from"], one["to"], one["gain"]
            )
            for one in way["items"]
        )
        blocked = tuple(self._blocking(name) for name in way["blocked_by"])
        to = self.results.levels.get(way["to"], str(way["to"]))
        return Way(to, items, way["proved"], blocked)

    def _blocking(self, name: str) -> str:
        kind, _colon, chapter = name.partition(":")
        if kind == "rate" and chapter in self.chapters:
            return _("“%(chapter)s”得分率") % {"chapter": self.chapters[chapter]}
        return _("总分") if name == "total" else self.rule(name)


def _ground(node: Node) -> Ground:
    return Ground(node["clause"], node["source"], node["confidence"])


def _share(text: str) -> str:
    """Print a rate with at most two decimals of a percent; what is printed decides nothing."""
    if not text:
        return text
    exact = share(ratio_of(text, "rate"))
    return exact if exact.endswith("%") and len(exact) < 7 else f"{float(ratio_of(text, '')):.2%}"
