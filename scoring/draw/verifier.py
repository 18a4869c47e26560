"""Verifying a draw (核验): do it again from what is written down, and name each difference.

Takes the bundle, or one of its views: the pool or the sealed view is checked as a pool, a
public-before view for its form, bundle and public-after by drawing again. Officers need no
solver: their order is walked again, and a short set is believed only where counting proves it.

What is declared (reasons of unavailability, dates of later results) rests on the public log,
not on this arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from scoring.canonical import canonical_digest
from scoring.draw.compare import differences
from scoring.draw.drawing import bundle_of, iterate
from scoring.draw.judges import Counter
from scoring.draw.pool import OPTIONAL, REQUIRED, Pool, freeze
from scoring.draw.randomness import DECLARED, read_randomness
from scoring.draw.roster import Judge, Roster
from scoring.draw.shape import hex_bytes, record, rows
from scoring.draw.views import BUNDLE, PUBLIC_AFTER, public_before, sealed
from scoring.errors import ScoringError

MOST_DIFFERENCES = 20

ANNOUNCED = ("title", "announced_at", "sources", "codes", "strata", "sealed_sha256")


def verify(bundle: Mapping[str, Any], announced: Mapping[str, Any] | None = None) -> list[str]:
    """The differences, the first one first; empty when verified.

    announced: a public-before view; the pool of ``bundle`` must then be the one it announced.

    Raises ScoringError ``not-a-draw`` where the input is no bundle and no view at all.
    """
    check = _check_of(bundle)
    found: list[str] = []
    try:
        found += islice(check(bundle), MOST_DIFFERENCES)
        if announced is not None and not found:
            _require_announcement(announced)
            found += islice(_against(bundle, announced), MOST_DIFFERENCES)
    except ScoringError as refusal:
        if refusal.code == "not-a-draw":
            raise
        found.append(str(refusal))
    return found


def _check_of(raw: Any) -> Any:
    if isinstance(raw, dict):
        if "pool" in raw and "iterations" in raw:
            return _bundle
        if "sealed_sha256" in raw and "strata" in raw:
            return _public_before
        if "strata" in raw and "codes" in raw:
            return _pool
    raise ScoringError(
        "not-a-draw",
        "file",
        "a bundle, or a view: public-before, sealed, public-after",
        "something else",
        "give the file that draw or view printed",
    )


def _require_announcement(announced: Any) -> None:
    if _check_of(announced) is not _public_before:
        raise ScoringError(
            "not-a-draw", "--with", "a public-before view", "another file", "give that view"
        )
    for difference in _public_before(announced):
        raise ScoringError("not-a-draw", "--with", "a sound view", difference, "get it again")


def _pool(raw: Mapping[str, Any]) -> Iterator[str]:
    record(raw, "pool", REQUIRED, OPTIONAL)
    freeze(raw)
    yield from ()


def _public_before(raw: Mapping[str, Any]) -> Iterator[str]:
    """Its form is that of a pool whose labels are digests, sorted."""
    record(raw, "view", ANNOUNCED)
    hex_bytes(raw["sealed_sha256"], "view.sealed_sha256")
    freeze({key: value for key, value in raw.items() if key != "sealed_sha256"})
    for number, stratum in enumerate(raw["strata"]):
        place = f"view.strata[{number}].labels"
        for index, label in enumerate(stratum["labels"]):
            hex_bytes(label, f"{place}[{index}]")
        yield from differences(sorted(stratum["labels"]), stratum["labels"], place)


def _bundle(raw: Mapping[str, Any]) -> Iterator[str]:
    """Draw again and compare."""
    after = [key for key in PUBLIC_AFTER if key in raw]
    record(raw, "bundle", (*BUNDLE, *(PUBLIC_AFTER if after else ())), ("secret",))
    pool = freeze(raw["pool"])
    digest = canonical_digest(pool.raw)
    yield from differences(digest, raw["pool_sha256"], "pool_sha256")
    written = [
        record(row, f"iterations[{number}]", ("code",), list(row) if isinstance(row, dict) else ())
        for number, row in enumerate(rows(raw["iterations"], "iterations"))
    ]
    opened = read_randomness(pool, _randomness_of(raw, written))
    brief = ("order_sha256" in row and "order" not in row for row in written)
    again = bundle_of(pool, opened, iterate(pool, opened, brief, _Written(written).judge))
    again["pool_sha256"] = raw["pool_sha256"]  # compared above, before anything rests on it
    if after:
        again |= _after(pool, raw)
    yield from differences(again, dict(raw), "")


def _randomness_of(raw: Mapping[str, Any], written: list[dict[str, Any]]) -> dict[str, Any]:
    """What was opened, as the randomness file had it."""
    opened = {
        "sources": raw["sources"],
        "iterations": [
            {key: row[key] for key in ("code", *DECLARED) if key in row} for row in written
        ],
    }
    return {**opened, "secret": raw["secret"]} if "secret" in raw else opened


def _after(pool: Pool, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The two digests of a public-after view: the sealed one as given, the logged one anew."""
    hidden = raw["sealed_sha256"]
    hex_bytes(hidden, "sealed_sha256")
    logged = canonical_digest(public_before(pool, hidden))
    return {"sealed_sha256": hidden, "announced_sha256": logged}


def _against(raw: Mapping[str, Any], announced: Mapping[str, Any]) -> Iterator[str]:
    """The opened pool is the announced one."""
    if _check_of(raw) is _public_before:
        yield from differences(dict(announced), dict(raw), "announced")
        return
    pool = freeze(raw.get("pool", raw))
    if pool.salt is None and "pool" not in raw:
        yield from differences(_outline(announced), _outline_of(pool), "announced")
        return
    rebuilt = public_before(pool, raw.get("sealed_sha256"))
    yield from differences(dict(announced), rebuilt, "announced")


def _outline(announced: Mapping[str, Any]) -> dict[str, Any]:
    """What a sealed view, which has no salt, can be held against."""
    strata = [{**row, "labels": len(row["labels"])} for row in announced["strata"]]
    return {**announced, "strata": strata}


def _outline_of(pool: Pool) -> dict[str, Any]:
    view = {key: pool.raw[key] for key in ANNOUNCED if key in pool.raw}
    return {**_outline(view), "sealed_sha256": canonical_digest(sealed(pool))}


class _Written:
    """The officers as the bundle has them."""

    def __init__(self, iterations: list[dict[str, Any]]) -> None:
        self.iterations = iterations

    def judge(self, number: int, department: str, roster: Roster) -> Judge:
        """A judge that counts, for one iteration and department."""
        rows_of: dict[str, Mapping[str, Any]] = {}
        place = f"iterations[{number}].visits"
        for index, visit in enumerate(rows(self.iterations[number].get("visits"), place)):
            record(visit, f"{place}[{index}]", ("label", "teams"))
            for team in rows(visit["teams"], f"{place}[{index}].teams"):
                record(team, f"{place}[{index}].teams", ("department", "officers", "passed"))
                if team["department"] == department and isinstance(visit["label"], str):
                    rows_of[visit["label"]] = team
        return Counter(roster, rows_of)
