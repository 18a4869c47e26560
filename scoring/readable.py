"""A result as readable text (评分说明), in Chinese or English: a tree, its ground at every node."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from scoring.checklist import Standard
from scoring.result import Words

Language = Literal["zh", "en"]
Node = Mapping[str, Any]
Branch = tuple[str, list["Branch"]]

WORDS = {
    "level": Words("等级", "Level"),
    "conclusion": Words("结论", "Conclusion"),
    "none": Words("无", "none"),
    "by_points": Words("按分数为", "by points"),
    "limited": Words("受限于", "limited by"),
    "incomplete": Words("未检查完，不能作为结论", "not complete, nothing may be decided on it"),
    "demonstration": Words(
        "演示，不得用于真实评定：{why}", "a demonstration, never for a real rating: {why}"
    ),
    "provisional": Words("含暂定分值", "rests on provisional weights"),
    "points": Words(
        "得 {points}，应得 {applicable}，满分 {max}", "{points} of {applicable}, full {max}"
    ),
    "rate": Words("得分率 {rate}", "rate {rate}"),
    "total": Words(
        "总分 {total}，应得 {applicable}，满分 {max}", "total {total} of {applicable}, full {max}"
    ),
    "rule": Words("规则", "rule"),
    "answer": Words("检查结果", "answer"),
    "na": Words("不适用：", "not applicable: "),
    "open": Words("未检查", "not answered"),
    "note": Words("备注：", "note: "),
    "tests": Words("等级 {id} 的条件", "what level {id} asks for"),
    "need": Words("需 {need}，实为 {have}", "needs {need}, has {have}"),
    "caps": Words("限级与否决", "limits and vetoes"),
    "rating": Words("分项评级", "rating"),
    "step": Words("升降档", "step"),
    "moved": Words("起作用", "moved the level"),
    "still": Words("未起作用", "did not move it"),
    "confirmed": Words("已确认", "confirmed"),
    "ground": Words(
        "〔{clause}；来源：{source}；{confidence}〕", "[{clause}; source: {source}; {confidence}]"
    ),
    "fact": Words("数据", "fact"),
}
OUTCOMES = {
    "pass": Words("符合", "met"),
    "fail": Words("不符合", "not met"),
    "not_applicable": Words("不适用", "not applicable"),
    "not_answered": Words("未检查", "not answered"),
}
HELD = {"yes": Words("✓", "✓"), "no": Words("✗", "✗"), "unknown": Words("？", "?")}


def readable(standard: Standard, result: Node, language: Language) -> str:
    """The whole explanation of a result as a tree of lines."""
    teller = _Teller(standard, language)
    tree = result["explanation"]
    lines = [teller.title(), *teller.head(result)]
    lines += [teller.total(result, tree)]
    branches = [
        *teller.facts(tree),
        *teller.levels(tree),
        *teller.ratings(tree),
        *teller.steps(tree.get("adjust", [])),
        *(teller.chapter(one) for one in tree["chapters"]),
    ]
    return "\n".join([*lines, *_drawn(branches, "")]) + "\n"


class _Teller:
    """Turns nodes into branches of text in one language."""

    def __init__(self, standard: Standard, language: Language) -> None:
        self.standard = standard
        self.language: Language = language
        self.rules = {limit.id: limit.title for limit in standard.limits}
        self.rules |= {step.id: step.title for step in standard.steps}
        for level in standard.levels:
            self.rules |= {one.id: one.title for one in level.require}

    def say(self, word: str, **parts: object) -> str:
        return self.words(WORDS[word]).format(**parts)

    def words(self, words: Words) -> str:
        return words.zh if self.language == "zh" else words.en

    def ground(self, node: Node) -> str:
        sure = self.say("confirmed" if node["confidence"] == "confirmed" else "provisional")
        return self.say("ground", clause=node["clause"], source=node["source"], confidence=sure)

    def title(self) -> str:
        return f"{self.words(self.standard.title)}　{self.standard.id} {self.standard.version}"

    def head(self, result: Node) -> list[str]:
        """The outcome, what limited it, and what to beware of."""
        if "level" in result:
            got = self._level(result["level"])
            line = f"{self.say('level')}: {got}"
            if result["level"] != result["level_by_points"]:
                line += f" ({self.say('by_points')} {self._level(result['level_by_points'])})"
            lines = [line]
            if result["limited_by"]:
                named = ", ".join(self._rule(name) for name in result["limited_by"])
                lines.append(f"{self.say('limited')}: {named}")
        else:
            titles = {one.id: self.words(one.title) for one in self.standard.conclusions}
            named = titles.get(result["conclusion"], self.say("none"))
            lines = [f"{self.say('conclusion')}: {named}"]
        if not result["complete"]:
            lines.append(f"{self.say('incomplete')}: {', '.join(result['unanswered'])}")
        if self.standard.demonstration is not None:
            why = self.words(self.standard.demonstration)
            lines.append(self.say("demonstration", why=why))
        return lines + ([self.say("provisional")] if result["provisional"] else [])

    def total(self, result: Node, tree: Node) -> str:
        if "total" not in result:
            return self.ground(tree)
        parts = {key: result[key] for key in ("total", "applicable", "max")}
        return f"{self.say('total', **parts)} {self.ground(tree)}"

    def facts(self, tree: Node) -> list[Branch]:
        return [
            (
                f"{self.say('fact')} {self.words(self.standard.facts[name].title)}: "
                f"{fact['value'] or self.say('none')} {self.ground(fact)}",
                [],
            )
            for name, fact in tree["facts"].items()
        ]

    def levels(self, tree: Node) -> list[Branch]:
        branches: list[Branch] = []
        for level in tree.get("levels", []):
            tests = [self._test(test) for test in level["tests"]]
            branches.append((f"{self.say('tests', id=level['id'])} {self.ground(level)}", tests))
        caps = [self._test(test) for test in tree.get("caps", [])]
        return branches + ([(self.say("caps"), caps)] if caps else [])

    def ratings(self, tree: Node) -> list[Branch]:
        branches: list[Branch] = []
        for one in tree.get("ratings", []):
            rating = self.standard.rating(one["id"])
            got = one["level"] or self.say("none")
            line = f"{self.say('rating')} {self.words(rating.title)}: {got}"
            inner: list[Branch] = [
                (f"{limit['id']} {self.ground(limit)}", []) for limit in one["limits"]
            ]
            inner += self.steps(one["adjust"])
            branches.append((f"{line} ({one['why']}) {self.ground(one)}", inner))
        return branches

    def steps(self, steps: list[Node]) -> list[Branch]:
        return [
            (
                f"{self.say('step')} {self._rule(step['id'])} {step['step']:+d}: {step['when']}, "
                f"{self.say('moved' if step['moved'] == 'yes' else 'still')} {self.ground(step)}",
                [],
            )
            for step in steps
        ]

    def chapter(self, node: Node) -> Branch:
        titles = {one.id: one.title for one in self.standard.chapters}
        line = f"{self.words(titles[node['id']])}: {self.say('points', **self._sums(node))}"
        if node["rate"]:
            line += f", {self.say('rate', rate=node['rate'])}"
        return f"{line} {self.ground(node)}", [self.item(one) for one in node["items"]]

    def item(self, node: Node) -> Branch:
        item = self.standard.by_code[node["code"]]
        line = f"{item.code} {self.words(item.title)}: {self.words(OUTCOMES[node['outcome']])}"
        if item.max_points is not None:
            line += f", {self.say('points', **self._sums(node))}"
        rule = node["rule"]
        answer = rule["answer"]
        leaf: Branch = (f"{self.say('answer')}: {self._answer(answer)} {self.ground(answer)}", [])
        why = rule["why"][self.language]
        inner: Branch = (f"{self.say('rule')} {rule['kind']}: {why} {self.ground(rule)}", [leaf])
        return f"{line} {self.ground(node)}", [inner]

    def _answer(self, node: Node) -> str:
        value = node["value"]
        if "na" in node:
            text = self.say("na") + node["na"]
        elif value is None:
            text = self.say("open")
        else:
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        return f"{text} ({self.say('note')}{node['note']})" if "note" in node else text

    def _test(self, test: Node) -> Branch:
        parts = {key: test[key] for key in ("need", "have")}
        named = f"{self.words(HELD[test['holds']])} {self._rule(test['test'])}"
        return f"{named}: {self.say('need', **parts)} {self.ground(test)}", []

    def _sums(self, node: Node) -> dict[str, str]:
        return {key: node[key] for key in ("points", "applicable", "max")}

    def _rule(self, name: str) -> str:
        title = self.rules.get(name)
        return f"{name} {self.words(title)}" if title else name

    def _level(self, name: str | None) -> str:
        titles = {one.id: self.words(one.title) for one in self.standard.levels}
        return self.say("none") if name is None else titles[name]


def _drawn(branches: list[Branch], indent: str) -> Iterator[str]:
    for at, (line, inner) in enumerate(branches):
        last = at == len(branches) - 1
        yield f"{indent}{'└' if last else '├'}─ {' '.join(line.split())}"
        yield from _drawn(inner, indent + ("   " if last else "│  "))
