"""The vector files as they should be; one case a line, so that changes can be read."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from backend.core.canonical import canonical, digest
from backend.inspections.field.rules.samples import choose, seed_of
from backend.sync.services.pull import state_digest
from tests.backend.sync.vectors.judged import judged

FOLDER = Path(__file__).parents[3] / "tablet" / "vectors"
VISITS = 26
SAMPLES = 40
LETTERS = "0123456789甲乙室 é\U0001f600\uff61\u200b"


def files() -> dict[str, str]:
    """Every file by its name."""
    return {
        "visits.json": _lines([judged(seed) for seed in range(1, VISITS + 1)]),
        "samples.json": _lines(list(_samples())),
        "digests.json": _lines(list(_digests())),
    }


def _lines(cases: list[Any]) -> str:
    rows = ",\n".join(json.dumps(one, ensure_ascii=False, sort_keys=True) for one in cases)
    return f"[\n{rows}\n]\n"


def _samples() -> list[Any]:
    chance = Random(38600)
    cases = []
    for _ in range(SAMPLES):
        labels = [
            "".join(chance.choices(LETTERS, k=1 + chance.randrange(5)))
            for _ in range(1 + chance.randrange(30))
        ]
        visit = UUID(int=chance.getrandbits(128))
        nonce, size = f"{chance.getrandbits(256):064x}", 1 + chance.randrange(12)
        seed = seed_of(nonce, visit, "facilities.call_points", labels)
        cases.append(
            {
                "nonce": nonce,
                "visit": str(visit),
                "item": "facilities.call_points",
                "frame": labels,
                "size": size,
                "seed": seed,
                "chosen": choose(seed, labels, size),
            }
        )
    return cases


def _digests() -> list[Any]:
    """State digests, and canonical JSON of what a tablet may send."""
    chance = Random(37276)
    cases: list[Any] = []
    for _ in range(12):
        held = {
            str(UUID(int=chance.getrandbits(128))): [
                str(UUID(int=chance.getrandbits(128))) for _ in range(chance.randrange(6))
            ]
            for _ in range(chance.randrange(4))
        }
        cases.append({"held": held, "state": state_digest(held)})
    values: list[Any] = [
        {"é": 1, "e\u0301": 2, "\U0001f600": 3, "\uff61": 4, "a": [], "A": None},
        {"note": '换行\n"引号"\\\u007f\u2028 0', "numbers": [0, -1, 9007199254740991]},
        ["39.51", True, False, {"": {"na": "无"}}],
    ]
    return cases + [
        {"value": one, "canonical": canonical(one).decode(), "digest": digest(one)}
        for one in values
    ]
