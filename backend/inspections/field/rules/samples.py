"""Samples drawn on the spot from a recorded seed (现场抽样).

seed = SHA-256(package nonce ‖ visit ‖ item ‖ sorted frame), each part as UTF-8 followed by LF;
chosen are the first labels of the frame in the order of SHA-256(seed ‖ label).
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from uuid import UUID

from backend.inspections.field.case import Case
from backend.inspections.models import SampleDraw


def seed_of(nonce: str, visit: UUID, item: str, frame: Sequence[str]) -> str:
    """The seed of one draw, in hex."""
    parts = (nonce, str(visit), item, *sorted(frame))
    return sha256("".join(f"{part}\n" for part in parts).encode()).hexdigest()


def choose(seed: str, frame: Sequence[str], size: int) -> list[str]:
    """The labels a seed draws from a frame, in drawn order."""
    order = sorted(set(frame), key=lambda label: sha256(f"{seed}{label}".encode()).digest())
    return order[:size]


def draw(case: Case) -> None:
    """Record a draw; one a frame, and a changed frame is a new one with the next number."""
    body, item = case.body, case.body["item"]
    earlier = case.state.samples[item]
    case.must(item in case.state.standard.by_code, "item-unknown", item)
    fresh = all(sorted(one.frame) != sorted(body["frame"]) for one in earlier)
    case.must(fresh, "sample-frame-drawn")
    case.need(all(one.number != body["number"] for one in earlier), "sample-frame-drawn")
    package = case.state.packages.get(case.operation.outer.device)
    nonce = package.nonce if package else ""
    seed = seed_of(nonce, case.state.visit.pk, item, body["frame"])
    case.must(seed == body["seed"], "sample-seed-differs")
    drawn = choose(body["seed"], body["frame"], body["size"])
    case.must(drawn == body["chosen"], "sample-differs")
    fields = {key: body[key] for key in ("item", "number", "frame", "size", "seed", "chosen")}
    earlier.append(case.row(SampleDraw, **fields))
