"""The condition of an item and the `relevant` of its question leave out the same questions."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.condition_data import condition_of
from scoring.conditions import Value
from scoring.sheet.content import Content
from scoring.xlsform.names import Names
from scoring.xlsform.relevance import Relevance


class Answers:
    """Answers to a form, as a condition of a checklist sees them."""

    def __init__(self, facts: dict[str, Value], answers: dict[str, Value]) -> None:
        self.facts, self.answers = facts, answers

    def fact(self, name: str) -> Value:
        return self.facts.get(name)

    def answer(self, code: str) -> Value:
        return self.answers.get(code)


def shown(expression: str, values: dict[str, str]) -> bool:
    """What a form tool makes of a relevant: the few words of XPath that are written here."""

    def number(text: str) -> float:
        return float(text) if text else float("nan")

    code = re.sub(r"\$\{(\w+)\}", lambda found: f"Q({found[1]!r})", expression)
    code = re.sub(r"(?<![<>!=])=(?!=)", "==", code)
    code = re.sub(r"\bif\(", "IF(", code)

    class Q(str):
        def __new__(cls, name: str) -> Q:
            return super().__new__(cls, values.get(name, ""))

        def __mul__(self, other: Any) -> Any:
            return number(self) * other

        def _at(self, other: Any, sign: str) -> bool:
            left, right = number(self), number(other) if isinstance(other, str) else other
            return {"<": left < right, ">": left > right, "<=": left <= right, ">=": left >= right}[
                sign
            ]

        def __lt__(self, other: Any) -> bool:
            return self._at(other, "<")

        def __le__(self, other: Any) -> bool:
            return self._at(other, "<=")

        def __gt__(self, other: Any) -> bool:
            return self._at(other, ">")

        def __ge__(self, other: Any) -> bool:
            return self._at(other, ">=")

        def __eq__(self, other: object) -> bool:
            same = number(self) == other if isinstance(other, int | float) else None
            return str.__eq__(self, str(other)) if same is None else same

        def __ne__(self, other: object) -> bool:
            return not self == other

        __hash__ = str.__hash__

    words = {
        "Q": Q,
        "concat": lambda *parts: "".join(parts),
        "selected": lambda value, one: one in value.split(),
        "false": lambda: False,
        "IF": lambda test, yes, no: yes if test else no,
        "__builtins__": {},
    }
    code = code.replace("not(", "(not ")
    return bool(eval(code, words))  # only what Relevance wrote


CONDITIONS: list[dict[str, Any]] = [
    {"fact": "whole", "at_least": "3"},
    {"fact": "whole", "is": "3"},
    {"fact": "whole", "per": "other", "below": "1/6"},
    {"fact": "whole", "per": "other", "per_at_least": "5", "at_most": "1/2"},
    {"fact": "fuel", "in": ["gas", "coal"]},
    {"answer": "a.pick", "is": "x"},
    {"answer": "a.pick", "in": ["NA", "y"]},
    {"answer": "a.many", "is": "x"},
    {"answer": "a.count", "above": "1.5"},
    {"answer": "a.count", "in": ["2", "NA"]},
]
VALUES = {
    "whole": (None, "0", "1", "3"),
    "other": (None, "2", "18"),
    "fuel": (None, "gas", "wood"),
    "a.pick": (None, "x", "y", "NA"),
    "a.many": (None, "x", "x y", "NA"),
    "a.count": (None, "1", "2", "NA"),
}
MADE = Content(
    {"facts": {"whole": {"kind": "count"}, "other": {"kind": "count"}, "fuel": {"kind": "choice"}}},
    {
        "a": [
            {"id": "a.pick", "rule": "choice"},
            {"id": "a.many", "rule": "best_of"},
            {"id": "a.count", "rule": "count_each"},
        ]
    },
    [],
    [],
    {},
)


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_a_question_is_left_out_only_where_its_condition_is_surely_false(
    data: st.DataObject,
) -> None:
    leaf = st.sampled_from(CONDITIONS)
    when = data.draw(
        st.recursive(
            leaf,
            lambda inner: (
                st.builds(lambda one: {"not": one}, inner)
                | st.builds(
                    lambda key, parts: {key: parts},
                    st.sampled_from(["all", "any"]),
                    st.lists(inner, min_size=1, max_size=3),
                )
            ),
            max_leaves=5,
        )
    )
    picked = {name: data.draw(st.sampled_from(values)) for name, values in VALUES.items()}
    facts: dict[str, Value] = {}
    answers: dict[str, Value] = {}
    typed: dict[str, str] = {}
    names = Names(MADE)
    for name, value in picked.items():
        if value is None:
            continue
        if "." not in name:
            facts[name] = value if name == "fuel" else Decimal(value)
            typed[names.fact(name)] = value
        elif value == "NA":
            answers[name] = "NA"
            typed[f"{names.item(name)}_na"] = "因故"
        else:
            kinds: dict[str, Value] = {"a.many": tuple(value.split()), "a.pick": value}
            answers[name] = kinds[name] if name in kinds else Decimal(value)
            typed[names.item(name)] = value
    truth = condition_of(when, "-").holds(Answers(facts, answers))  # type: ignore[arg-type] # two of a view's ways

    assert shown(Relevance(MADE, names).of(when), typed) == (truth is not False)
