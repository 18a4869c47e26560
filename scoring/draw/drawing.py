"""The draw itself (随机抽取): a frozen pool and opened randomness in, the bundle out."""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from scoring.canonical import canonical_digest
from scoring.draw.crews import PREFIX as OFFICER
from scoring.draw.crews import Crews, assign
from scoring.draw.hkdf import extract
from scoring.draw.judges import Solver
from scoring.draw.order import Ranked, flat, order_sha256, rank, take
from scoring.draw.pool import Pool, freeze
from scoring.draw.randomness import Opening, Randomness, read_randomness
from scoring.draw.roster import Judge, Roster
from scoring.draw.staff import Pair

CLASS = "class "

Selected = dict[str, list[str]]
JudgeOf = Callable[[int, str, Roster], Judge]  # iteration, department, roster


@dataclass(slots=True)
class Kept:
    """What one iteration hands to the next."""

    selected: Selected = field(default_factory=dict)
    extra: Selected = field(default_factory=dict)
    crews: Crews = field(default_factory=dict)
    unavailable: set[str] = field(default_factory=set)
    recused: set[Pair] = field(default_factory=set)


def draw(
    pool: Mapping[str, Any] | Pool, randomness: Mapping[str, Any], brief: bool = False
) -> dict[str, Any]:
    """Draw, and give everything needed to draw again (抽取记录).

    brief: write the digest of each order in place of the order.

    Raises ScoringError: those of ``freeze`` and of ``read_randomness``, and
    ``officers-short`` where no assignment of officers exists.
    """
    frozen = freeze(pool)
    opened = read_randomness(frozen, randomness)
    iterations = iterate(frozen, opened, (brief for _ in opened.openings), _solve)
    return bundle_of(frozen, opened, iterations)


def bundle_of(
    pool: Pool, opened: Randomness, iterations: Iterable[dict[str, Any]]
) -> dict[str, Any]:
    """The bundle of a pool, its randomness and its iterations."""
    bundle = {
        "pool": copy.deepcopy(pool.raw),
        "pool_sha256": canonical_digest(pool.raw),
        "sources": opened.sources,
        "randomness": opened.text,
        "iterations": list(iterations),
    }
    return bundle if opened.secret is None else {**bundle, "secret": opened.secret}


def iterate(
    pool: Pool, opened: Randomness, brief: Iterable[bool], judge_of: JudgeOf
) -> Iterator[dict[str, Any]]:
    """Every iteration of the bundle, one after the other."""
    kept = Kept()
    for number, (opening, short_form) in enumerate(zip(opened.openings, brief, strict=True)):
        yield _iteration(pool, opening, kept, short_form, partial(judge_of, number))


def _iteration(
    pool: Pool,
    opening: Opening,
    kept: Kept,
    brief: bool,
    make_judge: Callable[[str, Roster], Judge],
) -> dict[str, Any]:
    """Draw once and remember in ``kept`` what stays."""
    kept.unavailable |= set(opening.unavailable)
    kept.recused |= opening.recused
    prk = extract(opening.code, opening.randomness.encode("utf-8"))
    ranked = rank(prk, pool.labels)
    barred = pool.skip | kept.unavailable
    selected, short = take(pool.strata, ranked, kept.selected, lambda label: label not in barred)
    kept.selected = selected
    return {
        "code": opening.code.hex(),
        **opening.written,
        "prk": prk.hex(),
        **_order("order", ranked, brief),
        "selected": selected,
        "short": short,
        **_extra(pool, prk, kept, barred, brief),
        **_officers(pool, prk, ranked, kept, make_judge),
    }


def _extra(
    pool: Pool, prk: bytes, kept: Kept, barred: Collection[str], brief: bool
) -> dict[str, Any]:
    """The sealed extra draw (加抽), after the base draw and from what that left.

    The base draw never looks at it, so the public can re-run the base alone. A label that a
    later base draw takes leaves the extra draw, and its place is filled anew.
    """
    if not pool.class_strata:
        return {}
    gone = {*barred, *flat(kept.selected)}
    ranked = rank(prk, (label for each in pool.class_strata for label in each.labels), CLASS)
    kept.extra, short = take(pool.class_strata, ranked, kept.extra, lambda label: label not in gone)
    return {
        **_order("class_order", ranked, brief),
        "class_selected": kept.extra,
        "class_short": short,
    }


def _officers(
    pool: Pool,
    prk: bytes,
    ranked: Ranked,
    kept: Kept,
    make_judge: Callable[[str, Roster], Judge],
) -> dict[str, Any]:
    if not pool.staff.teams:
        return {}
    chosen = flat(kept.selected) | flat(kept.extra)
    order = rank(prk, pool.staff.officers, OFFICER)
    visits, kept.crews = assign(
        pool,
        [label for _, label in ranked if label in chosen],
        position={token: position for position, token in order},
        recused=pool.staff.hard | kept.recused,
        kept=kept.crews,
        make_judge=make_judge,
    )
    return {"officer_order": order, "visits": visits}


def _order(key: str, ranked: Ranked, brief: bool) -> dict[str, Any]:
    return {f"{key}_sha256": order_sha256(ranked)} if brief else {key: ranked}


def _solve(number: int, department: str, roster: Roster) -> Judge:
    return Solver(roster)
