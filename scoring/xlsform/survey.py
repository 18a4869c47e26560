"""The questions of a form, row by row (调查表)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.build_items import words_of
from scoring.result import Words
from scoring.sheet.content import Content
from scoring.xlsform.names import Meant, Names
from scoring.xlsform.relevance import Relevance, context_read, may_not_apply, ref

Raw = Mapping[str, Any]
Row = dict[str, str]

ZH, EN = "中文 (zh)", "English (en)"
CONTEXT = {
    "applied_for": ("text", Words("申报等级", "Level applied for")),
    "first_application": ("select_one yes_no", Words("是否首次申报", "First application?")),
    "current_level": ("text", Words("现有等级", "Current level")),
    "years_since_grade": ("decimal", Words("距上次评定年数", "Years since the last grade")),
    "on": ("date", Words("检查日期", "Day of the visit")),
}
FACTS = {
    "count": ("integer", ". >= 0"),
    "amount": ("decimal", ". >= 0"),
    "share": ("decimal", ". >= 0 and . <= 1"),
    "yes_no": ("select_one yes_no", ""),
}
NA = Words("不适用的原因（适用则不填）", "Why it does not apply (leave empty if it does)")
SIMPLE = {
    "yes_no": ("select_one yes_no", ""),
    "grade_abc": ("select_one grade_abc", ""),
    "count_each": ("integer", ". >= 0"),
    "deduct_each": ("integer", ". >= 0"),
    "fraction_of": ("decimal", ". >= 0"),
}
FILES = {
    "photo": ("image", Words("照片", "Photo")),
    "document": ("file", Words("文件", "Document")),
}


class Survey:
    """The rows of one version; ``lists`` are the choices that they use, by list name."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.names = Names(content)
        self.relevance = Relevance(content, self.names)
        self.lists: dict[str, list[Row]] = {}

    def rows(self) -> Iterator[Row]:
        """Facts first, then the chapters with their items."""
        yield from self._facts()
        for head in self.content.standard["chapters"]:
            name = self.names.named[Meant("chapter", head["id"])]
            yield {"type": "begin_group", "name": name, **label(words_of(head["title"]))}
            for item in self.content.chapters[head["id"]]:
                yield from self._item(item)
            yield {"type": "end_group"}

    def _facts(self) -> Iterator[Row]:
        facts = self.content.standard.get("facts", {})
        whens = [
            one["when"] for rows in self.content.chapters.values() for one in rows if "when" in one
        ]
        context = sorted({name for when in whens for name in context_read(when)})
        if not facts and not context:
            return
        yield {"type": "begin_group", "name": "facts", **label(Words("数据", "Facts"))}
        for name in context:
            kind, words = CONTEXT[name]
            yield {"type": kind, "name": f"context_{name}", **label(words)}
        for name, fact in facts.items():
            yield self._fact(name, fact)
        yield {"type": "end_group"}

    def _fact(self, name: str, fact: Raw) -> Row:
        if fact["kind"] == "choice":
            self.lists[f"fact_{name}"] = [
                {"name": one, **label(Words(one, one))} for one in fact["options"]
            ]
            kind, bounds = f"select_one fact_{name}", ""
        else:
            kind, bounds = FACTS[fact["kind"]]
        row = {"type": kind, "name": self.names.fact(name), **label(words_of(fact["title"]))}
        if "unit" in fact:
            row |= hint(words_of(fact["unit"]))
        return row | {"constraint": bounds, "source": fact["source"]}

    def _item(self, item: Raw) -> Iterator[Row]:
        name = self.names.item(item["id"])
        relevant = self.relevance.of(item["when"]) if "when" in item else ""
        applies = f"{ref(f'{name}_na')} = ''" if may_not_apply(item) else ""
        ground = {key: item[key] for key in ("clause", "source", "confidence")}
        told = {
            **label(words_of(item["title"])),
            **hint(words_of(item["look_for"])),
            **ground,
            "max_points": item.get("max_points", ""),
            "rule": item["rule"],
        }
        if applies:
            yield {"type": "text", "name": f"{name}_na", **_beside(item, NA), "relevant": relevant}
        both = " and ".join(one for one in (relevant, applies) if one)
        yield from self._question(name, item, {**told, "relevant": both})
        for kind in item.get("evidence", []):
            if kind in FILES:
                file, words = FILES[kind]
                row = {"type": file, "name": f"{name}_{kind}", "relevant": relevant}
                if file == "image":
                    row["parameters"] = "max-pixels=2048"
                yield {**row, **_beside(item, words)}

    def _question(self, name: str, item: Raw, told: Row) -> Iterator[Row]:
        """The question, or the group of questions, that an item's rule asks."""
        rule, with_ = item["rule"], item.get("with", {})
        if rule == "sum_of":
            yield {"type": "begin_group", "name": name, **told}
            for part in with_["parts"]:
                title = words_of(part.get("title", part["id"]))
                of = self.names.named[Meant("part", item["id"], part["id"])]
                asked = {"rule": "yes_no", **part}
                more = {**label(title), "rule": asked["rule"], "max_points": part["max_points"]}
                yield from self._question(of, asked, more)
            yield {"type": "end_group"}
        elif rule == "sampled_share":
            yield {"type": "begin_group", "name": name, **told}
            looked, passed = Words("抽查数", "Looked at"), Words("合格数", "Passed")
            above = f". >= 0 and . <= {ref(f'{name}_looked_at')}"
            yield {
                "type": "integer",
                "name": f"{name}_looked_at",
                "constraint": ". >= 0",
                **label(looked),
            }
            yield {
                "type": "integer",
                "name": f"{name}_passed",
                "constraint": above,
                **label(passed),
            }
            yield {"type": "end_group"}
        elif rule == "expert":
            yield {"type": "begin_group", "name": name, **told}
            yield from self._expert(name, with_)
            yield {"type": "end_group"}
        else:
            yield self._single(name, item, with_, told)

    def _expert(self, name: str, with_: Raw) -> Iterator[Row]:
        least = with_.get("least", "0")
        bound = f". >= {least} and . <= {with_['most']}"
        if "step" in with_:  # in millionths, as a form counts in binary fractions
            bound += f" and round((. - {least}) * 1000000) mod round({with_['step']} * 1000000) = 0"
        points, reason = Words("评分", "Points"), Words("理由", "Reason")
        yield {
            "type": "decimal",
            "name": f"{name}_points",
            "constraint": bound,
            **label(points),
        }
        given = f"{ref(f'{name}_points')} != ''"
        yield {
            "type": "text",
            "name": f"{name}_reason",
            "relevant": given,
            "required": "yes",
            **label(reason),
        }

    def _single(self, name: str, item: Raw, with_: Raw, told: Row) -> Row:
        rule = item["rule"]
        if rule in ("choice", "best_of"):
            self.lists[name] = [
                {
                    "name": one["id"],
                    "points": one["points"],
                    **label(words_of(one.get("title", one["id"]))),
                }
                for one in with_["options"]
            ]
            many = "select_multiple" if rule == "best_of" else "select_one"
            return {"type": f"{many} {name}", "name": name, **told}
        if rule == "bands" and "fact" in with_:
            fact = ref(self.names.fact(with_["fact"]))
            return {"type": "calculate", "name": name, **told, "calculation": fact}
        if rule == "bands":
            share = with_.get("of") == "share"
            bound = ". >= 0 and . <= 1" if share else ""
            return {"type": "decimal", "name": name, **told, "constraint": bound}
        kind, bound = SIMPLE[rule]
        return {"type": kind, "name": name, **told, "constraint": bound}


def label(words: Words) -> Row:
    """The label columns of both languages."""
    return {f"label::{ZH}": words.zh, f"label::{EN}": words.en}


def hint(words: Words) -> Row:
    """The hint columns of both languages."""
    return {f"hint::{ZH}": words.zh, f"hint::{EN}": words.en}


def _beside(item: Raw, words: Words) -> Row:
    """The label of a question beside an item's own."""
    title = words_of(item["title"])
    return label(Words(f"{title.zh}：{words.zh}", f"{title.en}: {words.en}"))
