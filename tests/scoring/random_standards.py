"""Random standards that use everything the format can say."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

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
FAULT_RULES = ("choice", "bands", "count_each", "expert")
RULES = (
    *FAULT_RULES,
    *("yes_no", "sampled_share", "deduct_each", "fraction_of", "best_of", "sum_of", "grade_abc"),
)


class Maker:
    """Draws one standard from a source of randomness."""

    def __init__(self, random: Random) -> None:
        self.random = random
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
            **self.outcome(),
            "limits": [self.limit(LEVELS, outer=True) for _ in range(pick.randint(0, 4))],
        }
        if self.ratings:
            head["ratings"] = self.ratings
        if pick.random() < 0.5:
            head["adjust"] = [self.step(LEVELS) for _ in range(pick.randint(1, 3))]
        return head, self.items

    def outcome(self) -> dict[str, Any]:
        """Levels by their points, or by one of the other ways."""
        kind = self.random.choice(["sums", "sums", "sums", "cuts", "table", "worst_of"])
        if kind == "cuts" or (kind != "sums" and not self.ratings):
            return {"levels": [self.level(name) for name in LEVELS], "cuts": self.cuts()}
        if kind == "sums":
            full = sum(Decimal(one.get("max_points", "0")) for one in self.items)
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
        base: Any = {"cuts": self.cuts, "table": self.table, "worst_of": self.worst_of}.get(
            kind, self.sum
        )()
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
        return {"of": terms, "missing": missing} if missing else terms

    def term(self, *, whole: bool) -> dict[str, Any]:
        kinds = ["points", "fact"] + ([] if whole else ["rate"]) + ["score"] * bool(self.ratings)
        kind = self.random.choice(kinds)
        names = {
            "points": [*self.chapters, self.items[0]["id"]],
            "rate": [*self.chapters, self.items[-1]["id"]],
            "fact": NUMBERS,
            "score": [one["id"] for one in self.ratings],
        }[kind]
        weights = ["1", "0.5"] if whole else ["1", "0.35", "2/3"]  # few sums, which can be ranked
        return {kind: self.random.choice(names), "times": self.random.choice(weights)}

    def cuts(self) -> dict[str, Any]:
        shares = {"low": "1", "mid": "0.6", "top": "1/3"}
        terms: Any = [{"rate": self.random.choice(self.chapters)}]
        return {
            "sum": terms if self.random.random() < 0.3 else self.sum(whole=True),
            "good": self.random.choice(["high", "low"]),
            "by": self.random.choice([[], ["county"], ["county", "kind"]]),
            "shares": shares,
            "min_n": self.random.choice([1, 3]),
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
            {"context": "applied_for", "is": "mid"},
            {"context": "years_since_grade", **bound},
            {"failed": pick.choice([{}, {"base": True}, {"chapter": self.chapters[0]}]), **bound},
            {pick.choice(["most", "least"]): several, **bound},
        ]
        if self.ratings:
            names = [one["id"] for one in self.ratings]
            leaves += [
                {"rating": pick.choice(names), "in": ["mid", "top"]},
                {"score": pick.choice(names), **bound},
                {"rated": {"of": names, "in": ["low"]}, **bound},
            ]
        compared = [one for one in self.items if one["rule"] in ("choice", "yes_no", "count_each")]
        if compared:
            one = pick.choice(compared)
            leaves.append({"answer": one["id"], "in": ["a", "no", "NA", "3"]})
        return pick.choice(leaves)

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


def text(value: Decimal) -> str:
    """A plain decimal of at most six decimals."""
    return format(round(value, 6).normalize(), "f")


def with_of(pick: Random, kind: str, full: Decimal) -> dict[str, Any]:
    """Parameters of a rule worth so many points."""
    most, some, half = text(full), text(full * 3 / 4), text(full / 2)
    options = [{"id": i, "points": p} for i, p in (("a", most), ("b", half), ("c", "0"))]
    up = [{"at_least": e, "points": p} for e, p in (("0.9", most), ("0.5", half))]
    down = [{"at_most": "20", "points": most}, {"at_most": "30.5", "points": some}]
    bands = pick.choice([{"bands": down}, {"of": "share", "bands": up}])
    return {
        "choice": {"options": options},
        "best_of": {"options": options},
        "yes_no": pick.choice([{}, {"good": "no"}]),
        "bands": pick.choice([bands, {"of": "share", "bands": up, "fact": "part"}]),
        "sampled_share": {"sample_min": 5, "bands": up},
        "count_each": {"each": text(full / 4)},
        "deduct_each": {"each": half, "cap": some},
        "fraction_of": {"required": pick.choice(["7", {"fact": "whole", "times": "1.5"}])},
        "expert": pick.choice([{"most": most}, {"least": half, "most": most, "step": half}]),
        "grade_abc": {"points": {"A": most, "B": half, "C": "0"}},
        "sum_of": {
            "parts": [
                {"id": "x", "max_points": half},
                {
                    "id": "y",
                    "max_points": half,
                    "rule": "fraction_of",
                    "with": {"required": {"fact": "area"}},
                },
            ]
        },
    }[kind]
