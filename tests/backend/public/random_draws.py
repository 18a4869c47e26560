"""Random draws and ways to spoil them, from one seed (合成数据)."""

from __future__ import annotations

import copy
import json
from random import Random
from typing import Any

from scoring.draw import code, commitment, draw, public_after, public_before
from scoring.errors import ScoringError
from tests.scoring.draws import changed, leaves

Tree = Any
DEPARTMENTS = ("民政局", "消防救援大队")
KINDS: tuple[tuple[Tree, Tree], ...] = (
    ({"numbers": 5}, [5, "07", 3, 35, 9]),
    ({"numbers": 3, "ordered": True}, [0, 4, 4]),
    ({"hex": True}, "00Af3c9d"),
    ({"text": True}, "见证人 甲：晴"),
)


class Draws:
    """Makes bundles of every kind the format allows."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)

    def bundle(self) -> Tree:
        """Give a drawn bundle; pools whose officers cannot be assigned are left out."""
        while True:
            secret = f"密钥{self.chance.randrange(10**6)}"
            pool = self.pool(secret)
            try:
                return draw(pool, self.opened(pool, secret), brief=self.chance.random() < 0.3)
            except ScoringError as refusal:
                if refusal.code != "officers-short":
                    raise

    def pool(self, secret: str) -> Tree:
        """Give a pool: one to four strata, every kind of source, sometimes a sealed part."""
        chance = self.chance
        count = chance.randint(1, 4)
        strata = [self.stratum(f"{n}" if chance.random() < 0.2 else f"层{n}") for n in range(count)]
        labels = [label for one in strata for label in one["labels"]]
        n = chance.randint(5, 12)
        kinds = chance.sample(KINDS, chance.randint(1, 3))
        pool: Tree = {
            "title": "合成数据 “抽查” it's",
            "announced_at": chance.choice(
                ["2026-03-02T09:00:00+08:00", "20260302T0900Z", "2026-W10-1 09+08:00"]
            ),
            "sources": [
                {"name": f"来源{at}", "date": f"2026-03-0{7 + at % 3}", **kind}
                for at, (kind, _value) in enumerate(kinds)
            ],
            "codes": {"commitment": commitment(secret, n), "n": n},
            "strata": strata,
        }
        if chance.random() < 0.5:
            gone = chance.sample(labels, min(len(labels), 2))
            pool["skip"] = [{"label": label, "reason": "本年已查"} for label in gone]
        if chance.random() < 0.8:
            pool["salt"] = chance.randbytes(32).hex()
        return pool | (self.sealed(strata, labels) if chance.random() < 0.6 else {})

    def stratum(self, name: str) -> Tree:
        """Give one stratum whose labels look like those of planning."""
        size = self.chance.randint(1, 9)
        labels = [f"- 0{at} 合成{name}养老院{self.chance.randrange(10**6)}" for at in range(size)]
        return {"name": name, "quota": self.chance.randint(0, size), "labels": labels}

    def sealed(self, strata: Tree, labels: list[str]) -> Tree:
        """Give class strata, officers, recusals and teams."""
        chance = self.chance
        extra = chance.sample(labels, min(len(labels), 4))
        tokens = [f"t{number}" for number in chance.sample(range(10**6), 9)]
        more: list[Tree] = [{}, {}, {"max": chance.randint(2, 5)}, {"name": "某某"}]
        officers = [
            {
                "token": token,
                "department": chance.choice(DEPARTMENTS),
                "valid_until": chance.choice(["2027-01-31", "2027-01-31", "2026-03-08"]),
                **chance.choice(more),
            }
            for token in tokens
        ]
        pairs = {(chance.choice(tokens), chance.choice(labels)) for _ in range(6)}
        return {
            "class_strata": [{"name": "D级", "quota": chance.randint(0, 1), "labels": extra}],
            "officers": officers,
            "recusals": [
                {"officer": token, "label": label}
                | chance.choice([{}, {"weight": chance.randint(1, 3)}, {"reason": "亲属"}])
                for token, label in sorted(pairs)
            ],
            "teams": [
                {"department": DEPARTMENTS[0], "officers": 2, "until": "2026-03-31"},
                *([self.second_team(strata)] if chance.random() < 0.5 else []),
            ],
        }

    def second_team(self, strata: Tree) -> Tree:
        """Give a team that goes to some strata only."""
        names = [one["name"] for one in strata]
        return {"department": DEPARTMENTS[1], "officers": 2, "strata": names[:1]}

    def opened(self, pool: Tree, secret: str) -> Tree:
        """Give randomness with up to three iterations, declared homes, new results, recusals."""
        chance = self.chance
        values = [self.value(source) for source in pool["sources"]]
        labels = [label for one in pool["strata"] for label in one["labels"]]
        gone = chance.sample(labels, min(len(labels), chance.randint(0, 2)))
        rows: list[Tree] = [{"code": code(secret, pool["codes"]["n"], 1)}]
        for number, label in enumerate(gone, 2):
            row: Tree = {"code": code(secret, pool["codes"]["n"], number)}
            row["unavailable"] = [{"label": label, "reason": "停业"}]
            if chance.random() < 0.3:
                row["sources"] = [self.value(source) for source in pool["sources"]]
            if "officers" in pool and chance.random() < 0.3:
                token = chance.choice(pool["officers"])["token"]
                row["recusals"] = [{"officer": token, "label": chance.choice(labels)}]
            rows.append(row)
        told = {"sources": values, "iterations": rows}
        return told | ({"secret": secret} if chance.random() < 0.7 else {})

    def value(self, source: Tree) -> Tree:
        """Give the result of a source."""
        key = next(key for key in ("ordered", "hex", "text", "numbers") if key in source)
        at = ("numbers", "ordered", "hex", "text").index(key)
        row = {"name": source["name"], "numbers": copy.deepcopy(KINDS[at][1])}
        return row | ({"date": source["date"]} if self.chance.random() < 0.5 else {})

    def spoiled(self, tree: Tree) -> Tree:
        """Change one value, drop or add one key, swap or double one entry."""
        chance = self.chance
        way = chance.randrange(5)
        if way < 2:
            path, old = chance.choice(list(leaves(tree)))
            return changed(tree, path, chance.choice(others(old)))
        spot = copied = copy.deepcopy(tree)
        for _ in range(chance.randint(0, 5)):
            inner = list(spot.values() if isinstance(spot, dict) else spot)
            inner = [one for one in inner if isinstance(one, dict | list) and one]
            if inner:
                spot = chance.choice(inner)
        _break(spot, way, chance)
        return copied


def _break(spot: Tree, way: int, chance: Random) -> None:
    if isinstance(spot, dict):
        if way == 2:
            spot.pop(chance.choice(list(spot)))
        elif way == 3:
            spot[chance.choice(["多出", "sealed_sha256", "order_sha256", "unavailable"])] = 1
        else:
            spot[chance.choice(list(spot))] = chance.choice([None, [], {}, [1], "x"])
    elif way == 2:
        spot.pop(chance.randrange(len(spot)))
    elif way == 3:
        spot.append(copy.deepcopy(chance.choice(spot)))
    else:
        spot.reverse()


def others(value: Tree) -> list[Tree]:
    """Values of the same and of another type."""
    if isinstance(value, bool) or value is None:
        return [not value, 0, "true"]
    if isinstance(value, int):
        return [value + 1, -1, float(value), 10**18, 10**30, 1.5, str(value), True, None]
    odd = [value + "0", value[:-1], value.swapcase() + "x", f"{value}é", f" {value}\u3000"]
    return [*odd, None, 7, [], {}, "", "2026-02-30", "\x07'\"", "\ud800", "0" * 64]


def views(bundle: Tree) -> tuple[Tree, Tree]:
    """Give the bundle as the public gets it, and its announcement; None where there is no salt."""
    if "salt" not in bundle["pool"]:
        return bundle, None
    return public_after(bundle), public_before(bundle["pool"])


def as_text(tree: Tree) -> str:
    """Write a file as it would be downloaded."""
    return json.dumps(tree, ensure_ascii=True)
