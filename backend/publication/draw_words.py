"""The words of the announcement of a drawn list (随机抽取名单公告).

It says what the public view of the finished draw says and nothing more: the sealed extra draw
by risk class stands in no public paper.  Source: law-and-office design, section 6.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings

from backend.core import clock
from backend.core.canonical import digest
from backend.draws import selectors as draws
from backend.draws.models import Draw
from backend.papers.formatting import day, minute
from backend.papers.models import Agency

IMMEDIATE = "由外部见证人当场给出随机数，与预公布的口令一并计算，逐层取前列"
LOTTERY = "以公开开奖结果为随机数，与预公布的口令一并计算，逐层取前列"
Words = dict[str, Any]


def draw_list_words(draw: Draw, agency: Agency, number: str) -> Words:
    """Give the context of `draw-list` for a finished draw; raises DrawNotOver."""
    imported = draw.origin == Draw.Origin.IMPORTED
    return {
        "agency": agency.name,
        "number": number,
        "title": draw.title,
        "own": not imported,
        "announced_at": minute(draw.announced_at),
        "drawn_at": minute(draw.drawn_at or draw.announced_at),
        "address": f"{settings.PUBLIC_ADDRESS}/draws/{draw.pk}",
        "issued_on": day(clock.today()),
        **(_elsewhere(draw) if imported else _ours(draw)),
    }


def _ours(draw: Draw) -> Words:
    bundle = draws.public_after(draw)
    pool, last = bundle["pool"], bundle["iterations"][-1]
    strata = pool["strata"]
    return {
        "pool": str(sum(len(one["labels"]) for one in strata)),
        "layers": str(len(strata)),
        "way": IMMEDIATE if draw.immediate else LOTTERY,
        "before_sha256": draw.public_before_digest,
        "origin_number": "",
        "strata": numbered(
            {"name": s["name"], "pool": str(len(s["labels"])), "quota": str(s["quota"])}
            for s in strata
        ),
        "sources": numbered(_source(one, pool["sources"]) for one in bundle["sources"]),
        "randomness": bundle["randomness"],
        "selected": _selected(last["selected"]),
        "replaced": numbered(
            {"label": gone["label"], "reason": gone["reason"]}
            for one in bundle["iterations"]
            for gone in one.get("unavailable", [])
        ),
        "bundle_sha256": digest(bundle),
    }


def _elsewhere(draw: Draw) -> Words:
    """Say what we know of a draw that the superior's platform made."""
    return {
        "pool": "",
        "layers": "",
        "way": "",
        "before_sha256": "",
        "origin_number": draw.origin_number,
        "strata": [],
        "sources": [],
        "randomness": "",
        "selected": _selected(draws.selected(draw)),
        "replaced": [],
        "bundle_sha256": "",
    }


def _selected(strata: dict[str, list[str]]) -> list[Words]:
    return numbered(
        {"label": label, "stratum": stratum}
        for stratum, labels in strata.items()
        for label in labels
    )


def _source(one: dict[str, Any], announced: list[dict[str, Any]]) -> Words:
    """Write what came out; an announced source carries the day, its value perhaps not."""
    on = one.get("date") or next(s["date"] for s in announced if s["name"] == one["name"])
    value = one.get("numbers") or one.get("hex") or one.get("text")
    shown = " ".join(map(str, value)) if isinstance(value, list) else str(value)
    return {"name": one["name"], "date": day(date.fromisoformat(on)), "numbers": shown}


def numbered(rows: Any) -> list[Words]:
    """Number rows from 1 as a paper prints them."""
    return [{"n": str(n), **row} for n, row in enumerate(rows, 1)]
