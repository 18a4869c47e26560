"""The worked cases of a standard in words (算例): what is shown, and what must come out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from backend.standards.reading.answers import answer_words
from backend.standards.reading.conditions import Sentences
from backend.standards.reading.words import OUTCOMES, listed, said
from scoring.checklist import Standard


@dataclass(frozen=True, slots=True)
class Case:
    """One case: its words, what it is about, and what is expected. number: from 1."""

    number: int
    words: str
    about: str
    expects: tuple[str, ...]
    whole: bool  # a visit, not a single item


def cases_of(standard: Standard, cases: Sequence[Mapping[str, Any]]) -> list[Case]:
    """Say every case."""
    teller = _Teller(standard, Sentences(standard))
    return [teller.case(number, one) for number, one in enumerate(cases, 1)]


class _Teller:
    def __init__(self, standard: Standard, sentences: Sentences) -> None:
        self.standard = standard
        self.sentences = sentences
        self.levels = {one.id: one.title for one in standard.levels}
        self.conclusions = {one.id: one.title for one in standard.conclusions}

    def case(self, number: int, case: Mapping[str, Any]) -> Case:
        whole = "item" not in case
        about = _("整次检查") if whole else self._item(case)
        return Case(number, case["case"], about, tuple(self._expected(case["expect"])), whole)

    def _item(self, case: Mapping[str, Any]) -> str:
        item, answer = self.standard.by_code.get(case["item"]), case["answer"]
        shown = answer_words(item, answer) if item else json.dumps(answer, ensure_ascii=False)
        named = {"item": self.sentences.named(case["item"]), "answer": shown}
        return _("%(item)s：%(answer)s") % named

    def _expected(self, expect: Mapping[str, Any]) -> Iterator[str]:
        for key in ("level", "conclusion"):
            if key in expect:
                titles = self.levels if key == "level" else self.conclusions
                yield self._result(key, expect[key], titles)
        if "outcome" in expect:
            yield str(OUTCOMES[expect["outcome"]])
        if "points" in expect:
            yield _("%(n)s 分") % {"n": expect["points"]}
        if "total" in expect:
            yield _("总分 %(n)s") % {"n": expect["total"]}
        if expect.get("limited_by"):
            yield _("受限于 %(names)s") % {"names": listed(self._rules(expect["limited_by"]))}
        if expect.get("adjusted"):
            yield _("升降档 %(names)s") % {"names": listed(self._rules(expect["adjusted"]))}

    def _result(self, key: str, value: str | None, titles: Mapping[str, Any]) -> str:
        if value is None:
            return _("不评等级") if key == "level" else _("尚无结论")
        return said(titles[value]) if value in titles else value

    def _rules(self, names: list[str]) -> list[str]:
        rules = {one.id: said(one.title) for one in self.standard.limits}
        rules |= {one.id: said(one.title) for one in self.standard.steps}
        rules |= {one.id: said(one.title) for lv in self.standard.levels for one in lv.require}
        return [rules.get(name) or name for name in names]
