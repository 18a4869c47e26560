"""Random standards that use everything the format can say."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from tests.scoring.random_rules import text, with_of
from tests.scoring.standards import GROUND, fact, item, level, rating

FACTS = {
    "whole": fact("count"),
    "area": fact("amount"),
    "part": fact("share"),
    "fit": fact("yes_no"),
    "fuel": fact("choice", options=["gas", "coal", "none"]),
}
NUMBERS = ("whole", "area", "part")
SIGNS = ("at_least", "at_most", "above", "below")
LEVELS = ("low", "mid", "top")
COMPARED = ("choice", "yes_no", "count_each", "best_of", "grade_abc", "deduct_each", "bands")
FAULT_RULES = ("choice", "bands", "count_each", "expert")
RULES = (
    *FAULT_RULES,
    *("yes_no", "sampled_share", "deduct_each", "fraction_of", "best_of", "sum_of", "grade_abc"),
)


class Maker:
    """Draws one standard from a source of randomness.

    levels: False draws one that ends in conclusions instead.
    """

    def __init__(self, random: Random, *, levels: bool = True) -> None:
        self.random = random
        self.levels = levels
        self.low = random.random() < 0.2
        self.items: list[dict[str, Any]] = []
        self.ratings: list[dict[str, Any]] = []
        self.count = 0

    def head_and_items(self) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        pick = self.random
        for chapter in ("one", "two", "three")[: pick.randint(1, 3)]:
            self.items += [self.item(f"{chapter}.i{n}") for n in range(pick.randint(1, 5))]
        self.chapters = list(dict.fromkeys(one["id"].partition(".")[0] for one in self.items))
        for number in range(pick.randint(0, 3)):
            self.ratings.append(self.rating(f"r{number}"))
        head: dict[str, Any] = {
            "facts": FACTS,
            "rate_of": pick.choice(["applicable", "full"]),
            "total_as": pick.choice(["raw", "scaled"]),
            "good": "low" if self.low else "high",
        }
        if self.ratings:
            head["ratings"] = self.ratings
        return head | (self.graded() if self.levels else self.concluded()), self.items

    def graded(self) -> dict[str, Any]:
        """Levels, limits and perhaps steps."""
        head = self.outcome()
        head["limits"] = [self.limit(LEVELS, outer=True) for _ in range(self.random.randint(0, 4))]
        if self.random.random() < 0.5:
            head["adjust"] = [self.step(LEVELS) for _ in range(self.random.randint(1, 3))]
        return head

    def concluded(self) -> dict[str, Any]:
        """Conclusions, the last without a condition."""
        rows = [
            conclusion(f"c{n}", when=self.condition()) for n in range(self.random.randint(1, 3))
        ]
        return {"natures": ["inspection"], "conclusions": [*rows, conclusion("other")]}

    def outcome(self) -> dict[str, Any]:
        """Levels by their points, or by one of the other ways."""
        kind = self.random.choice(["sums", "sums", "sums", "cuts", "table", "worst_of"])
        if kind == "cuts" or (kind != "sums" and not self.ratings):
            return {"levels": [self.level(name) for name in LEVELS], "cuts": self.cuts()}
        if kind == "sums":
            full = sum((Decimal(one.get("max_points", "0")) for one in self.items), Decimal(0))
            tenths = sorted((self.random.randint(1, 9) for _ in LEVELS), reverse=self.low)
            totals = [full * tenth / 10 for tenth in tenths]
            levels = []
            for name, total in zip(LEVELS, totals, strict=True):
                more: dict[str, Any] = {"total": text(total)} if self.random.random() < 0.8 else {}
                if self.random.random() < 0.6:
                    more["rate"] = self.random.choice(["0.5", "1/3", {self.chapters[0]: "0.8"}])
                levels.append(self.level(name, **more))
            return {"levels": levels}
        base = self.table() if kind == "table" else self.worst_of()
        return {"levels": [self.level(name) for name in LEVELS], kind: base}

    def level(self, name: str, **more: Any) -> dict[str, Any]:
        some = range(self.random.choice([0, 0, 1, 2]))
        require = [{"id": self.name("q"), "that": self.condition(), **GROUND} for _ in some]
        for one in require:
            self.dated(one)
        return level(name, require=require, **more)

    def limit(self, ids: tuple[str, ...], *, outer: bool) -> dict[str, Any]:
        kind = self.random.random()
        one: dict[str, Any] = {"id": self.name("l"), "when": self.condition(), **GROUND}
        if outer and kind < 0.3:
            context = self.random.choice(["applied_for", "current_level"])
            one["at_most"] = {"context": context, "up": self.random.randint(0, 2)}
        elif kind < 0.45:
            one["veto"] = True
        else:
            one["at_most"] = self.random.choice(ids)
        return self.dated(one)

    def step(self, ids: tuple[str, ...]) -> dict[str, Any]:
        one: dict[str, Any] = {"id": self.name("s"), **GROUND}
        if self.random.random() < 0.8:
            one["when"] = self.condition()
        if self.random.random() < 0.8:
            one["step"] = self.random.choice([-2, -1, 1, 1, 2])
        if "step" not in one or self.random.random() < 0.4:
            one[self.random.choice(["at_most", "at_least"])] = self.random.choice(ids)
        return self.dated(one)

    def dated(self, one: dict[str, Any]) -> dict[str, Any]:
        if self.random.random() < 0.15:
            one["in_force"] = self.random.choice(
                [{"from": "2026-06-01"}, {"from": "2026-01-01", "to": "2026-05-31"}]
            )
        return one

    def rating(self, name: str) -> dict[str, Any]:
        kinds = ["sum", "sum", "cuts"] + (["table", "worst_of"] if self.ratings else [])
        kind = self.random.choice(kinds)
        marks: list[dict[str, Any]] = [
            {"id": one, "score": str(n)} for n, one in enumerate(LEVELS, 1)
        ]
        others = {"cuts": self.cuts, "table": self.table, "worst_of": self.worst_of}
        base: Any = others[kind]() if kind in others else self.sum()
        if kind == "sum":
            up = self.random.random() < 0.6
            bounds = sorted(self.random.sample(range(1, 60), 3), reverse=not up)
            for mark, bound in zip(marks, bounds, strict=True):
                mark["at_least" if up else "at_most"] = text(Decimal(bound) / 5)
            if self.random.random() < 0.5:
                del marks[0]["at_least" if up else "at_most"]
        one = rating(name, marks, **{kind: base})
        if self.random.random() < 0.4:
            one["limits"] = [self.limit(LEVELS, outer=False)]
        if self.random.random() < 0.4:
            one["adjust"] = [self.step(LEVELS)]
        return one

    def sum(self, *, whole: bool = False) -> Any:
        terms = [self.term(whole=whole) for _ in range(self.random.randint(1, 3))]
        missing = self.random.choice(["none", "zero", "skip", None])
        if missing != "skip" and self.random.random() < 0.2:
            terms[-1]["times"] = self.random.choice(["-1", "0"] if whole else ["-0.25", "0"])
        return {"of": terms, "missing": missing} if missing else terms

    def term(self, *, whole: bool) -> dict[str, Any]:
        kinds = ["points", "fact"] + ([] if whole else ["rate"]) + ["score"] * bool(self.ratings)
        kind = self.random.choice(kinds)
        names = {
            "points": [*self.chapters, self.random.choice(self.items)["id"]],
            "rate": [*self.chapters, self.random.choice(self.items)["id"]],
            "fact": NUMBERS,
            "score": [one["id"] for one in self.ratings],
        }[kind]
        weights = ["1", "0.5"] if whole else ["1", "0.35", "2/3"]  # few sums, which can be ranked
        return {kind: self.random.choice(names), "times": self.random.choice(weights)}

    def cuts(self) -> dict[str, Any]:
        shares = {"low": "1", "mid": "0.6", "top": "1/3"}
        terms: Any = [{"rate": self.random.choice(self.chapters)}]
        by = self.random.choice([[], ["county"], ["county", "kind"]])
        wider = {"else_by": by[1:]} if by and self.random.random() < 0.4 else {}
        return {
            "sum": terms if self.random.random() < 0.3 else self.sum(whole=True),
            "good": self.random.choice(["high", "low"]),
            "by": by,
            **wider,
            "shares": shares,
            "min_n": self.random.choice([1, 3, 9]),
        }

    def table(self) -> dict[str, Any]:
        of = [one["id"] for one in self.ratings]
        rows = [
            {
                "is": [self.random.choice(["missing", "*", one, [one, "low"]]) for _ in of],
                "level": self.random.choice([*LEVELS, None]),
            }
            for one in self.random.sample(["mid", "top"], 2)
        ]
        every = {"is": ["*"] * len(of), "level": "low"}
        rows = [row for row in rows if row["is"] != every["is"]][:1]
        return {"of": of, "rows": [*rows, every]}

    def worst_of(self) -> dict[str, Any]:
        of = [one["id"] for one in self.ratings]
        return {"of": of, "missing": self.random.choice(["none", "skip", "lowest"])}

    def condition(self, depth: int = 2) -> dict[str, Any]:
        kind = self.random.random()
        if depth and kind < 0.35:
            parts = [self.condition(depth - 1) for _ in range(self.random.randint(1, 3))]
            return self.random.choice([{"all": parts}, {"any": parts}, {"not": parts[0]}])
        return self.leaf()

    def leaf(self) -> dict[str, Any]:
        pick = self.random
        bound = {pick.choice(SIGNS): pick.choice(["0", "1/2", "3", "0.8", "7.5", "12"])}
        code = pick.choice(self.items)["id"]
        part = pick.choice([code, *self.chapters])
        first = self.items[0]["id"]
        several = [part, first if part != first else self.chapters[0]]
        leaves: list[dict[str, Any]] = [
            {"fact": "fuel", "in": ["coal", "none"]},
            {"fact": "fit", "is": "yes"},
            {"fact": pick.choice(NUMBERS), **bound},
            {"fact": "area", "per": "whole", "per_at_least": "3", **bound},
            {"fact": "whole", "per": "area", **bound},
            {"points": part, **bound},
            {"points": part, "per": "whole", **bound},
            {"rate": part, **bound},
            {"total": True, **bound},
            {"context": "years_since_grade", **bound},
            {"context": "first_application", "is": "yes"},
            {"context": "on", "in": ["2026-06-01", "2026-05-31"]},
            {"failed": self.selection(), **bound},
            {"failed": self.selection()},
            {pick.choice(["most", "least"]): several, **bound},
        ]
        if self.levels:
            context = pick.choice(["applied_for", "current_level"])
            leaves.append({"context": context, "is": "mid"})
        if self.ratings:
            names = [one["id"] for one in self.ratings]
            leaves += [
                {"rating": pick.choice(names), "in": ["mid", "top"]},
                {"score": pick.choice(names), **bound},
                {"rated": {"of": names, "in": ["low"]}, **bound},
            ]
        compared = [one["id"] for one in self.items if one["rule"] in COMPARED]
        if compared:
            leaves.append({"answer": pick.choice(compared), "in": ["a", "no", "NA", "3", "C"]})
            leaves.append({"answer": pick.choice(compared), **bound})
        return pick.choice(leaves)

    def selection(self) -> dict[str, Any]:
        """Which failing items are counted."""
        code = self.random.choice(self.items)["id"]
        marks = [{}, {"base": True}, {"chapter": self.chapters[0]}, {"item": code}, {"veto": True}]
        more: list[dict[str, Any]] = [{"risk": "fall"}, {"major_hazard": True, "base": False}]
        return self.random.choice([*marks, *more])

    def item(self, code: str) -> dict[str, Any]:
        pick = self.random
        kind = pick.choice(FAULT_RULES if self.low else RULES)
        full = Decimal(pick.choice(["1", "2.5", "10", "0.25", "8"]))
        more: dict[str, Any] = {"max_points": text(full)} if pick.random() < 0.9 else {}
        full = full if more else Decimal(1)
        more["na"] = pick.choice(["drop", "full", "zero", "forbid"])
        more["base"] = pick.random() < 0.4
        if pick.random() < 0.15:
            more["veto"] = True
        if pick.random() < 0.3:
            more |= pick.choice([{"risk": "fall"}, {"major_hazard": True}])
        if pick.random() < 0.25:
            more["pass_at"] = text(full / 2)
        if pick.random() < 0.3:
            more["when"] = self.relevance()
        with_ = with_of(pick, kind, full)
        return item(code, kind, **more, **({"with_": with_} if with_ else {}))

    def relevance(self) -> dict[str, Any]:
        earlier = [one["id"] for one in self.items if one["rule"] in ("choice", "yes_no")]
        if earlier and self.random.random() < 0.6:
            return {"answer": self.random.choice(earlier), "in": ["a", "b", "yes", "NA"]}
        return self.random.choice(
            [{"fact": "fit", "is": "yes"}, {"not": {"fact": "whole", "above": "10"}}]
        )

    def name(self, letter: str) -> str:
        self.count += 1
        return f"{letter}{self.count}"


def conclusion(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "title": {"zh": name, "en": name}, **GROUND, **more}
