"""The frozen pool (抽取名单): what is announced before the randomness exists.

Keys as in the package's first page; unknown keys are refused. Labels are any text that keeps
the text rules; their form (code, site number, name) is a rule of planning.
"""

from __future__ import annotations

import copy
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

from scoring.draw.shape import hex_bytes, moment, record, rows, text
from scoring.draw.sources import Source, read_sources
from scoring.draw.staff import Staff, read_staff
from scoring.errors import ScoringError, shown
from scoring.numbers import whole_of

REQUIRED = ("title", "announced_at", "sources", "codes", "strata")
SEALED = ("class_strata", "officers", "recusals", "teams")
OPTIONAL = ("skip", "salt", *SEALED)


@dataclass(frozen=True, slots=True)
class Stratum:
    """Labels of one kind and how many of them are drawn (抽取层, 抽取数)."""

    name: str
    quota: int
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pool:
    """A checked pool; ``raw`` is the JSON it was read from and is never changed."""

    raw: dict[str, Any]
    sources: tuple[Source, ...]
    commitment: str
    codes: int  # n: how often the secret was hashed
    strata: tuple[Stratum, ...]
    labels: frozenset[str]
    skip: frozenset[str]
    salt: bytes | None
    class_strata: tuple[Stratum, ...]
    staff: Staff

    @property
    def has_sealed_part(self) -> bool:
        """Whether something of the pool is not for the public even after the visits."""
        return any(key in self.raw for key in SEALED)


def freeze(pool: Mapping[str, Any] | Pool) -> Pool:
    """Check a pool and make it unchangeable (锁定名单).

    Raises ScoringError ``unknown-key``, ``missing-key``, ``wrong-shape``, ``text-rules``,
    ``bad-hex``, ``bad-date``, ``bad-time``, ``bad-count``, ``label-twice``, ``label-unknown``,
    ``quota-above-pool``, ``stratum-twice``, ``source-twice``, ``source-past`` and those of
    the officer part.
    """
    if isinstance(pool, Pool):
        return pool
    raw = copy.deepcopy(record(pool, "pool", REQUIRED, OPTIONAL))
    text(raw["title"], "pool.title")
    announced = moment(raw["announced_at"], "pool.announced_at").date()
    codes = record(raw["codes"], "pool.codes", ("commitment", "n"))
    strata = _strata(raw["strata"], "pool.strata")
    known = frozenset(label for stratum in strata for label in stratum.labels)
    sources = read_sources(raw["sources"], announced)
    return Pool(
        raw=raw,
        sources=sources,
        commitment=hex_bytes(codes["commitment"], "pool.codes.commitment").hex(),
        codes=_chain_length(codes["n"]),
        strata=strata,
        labels=known,
        skip=frozenset(declared(raw.get("skip", []), known, "pool.skip")),
        salt=hex_bytes(raw["salt"], "pool.salt") if "salt" in raw else None,
        class_strata=_class_strata(raw, known),
        staff=read_staff(raw, known, strata, max(source.on for source in sources)),
    )


def declared(raw: object, known: Container[str], place: str) -> list[str]:
    """The labels of a list of declarations ``{"label", "reason"}``.

    Raises ScoringError ``label-unknown`` or ``label-twice``.
    """
    labels: dict[str, None] = {}
    for number, row in enumerate(rows(raw, place)):
        at = f"{place}[{number}]"
        record(row, at, ("label", "reason"))
        text(row["reason"], f"{at}.reason")
        label = known_label(row["label"], known, f"{at}.label")
        if label in labels:
            raise twice("label", label, f"{at}.label")
        labels[label] = None
    return list(labels)


def known_label(raw: object, known: Container[str], place: str) -> str:
    """A label that stands in the strata.

    Raises ScoringError ``label-unknown``.
    """
    if isinstance(raw, str) and raw in known:
        return raw
    raise ScoringError(
        "label-unknown", place, "a label of the pool's strata", shown(raw), "copy the label exactly"
    )


def twice(kind: str, name: str, place: str) -> ScoringError:
    """The refusal of a name that must stand once only."""
    return ScoringError(f"{kind}-twice", place, f"each {kind} once", shown(name), "drop one")


def _strata(raw: object, place: str, *, least: int = 1) -> tuple[Stratum, ...]:
    seen: set[str] = set()
    strata: dict[str, Stratum] = {}
    for number, row in enumerate(rows(raw, place, least=least)):
        at = f"{place}[{number}]"
        stratum = _stratum(record(row, at, ("name", "quota", "labels")), at, seen)
        if stratum.name in strata:
            raise twice("stratum", stratum.name, f"{at}.name")
        strata[stratum.name] = stratum
    return tuple(strata.values())


def _stratum(row: Mapping[str, Any], at: str, seen: set[str]) -> Stratum:
    labels = rows(row["labels"], f"{at}.labels")
    for number, label in enumerate(labels):
        text(label, f"{at}.labels[{number}]")
        if label in seen:
            raise twice("label", label, f"{at}.labels[{number}]")
        seen.add(label)
    quota = whole_of(row["quota"], f"{at}.quota")
    if quota > len(labels):
        raise ScoringError(
            "quota-above-pool",
            f"{at}.quota",
            f"at most the {len(labels)} labels of the stratum",
            str(quota),
            "lower the quota or add the missing labels",
        )
    return Stratum(text(row["name"], f"{at}.name"), quota, tuple(labels))


def _class_strata(raw: Mapping[str, Any], known: frozenset[str]) -> tuple[Stratum, ...]:
    """Every label of the sealed extra draw was announced as a label of the base draw."""
    strata = _strata(raw.get("class_strata", []), "pool.class_strata", least=0)
    for number, stratum in enumerate(strata):
        for index, label in enumerate(stratum.labels):
            known_label(label, known, f"pool.class_strata[{number}].labels[{index}]")
    return strata


def _chain_length(raw: object) -> int:
    n = whole_of(raw, "pool.codes.n")
    if n >= 2:
        return n
    raise ScoringError(
        "bad-count", "pool.codes.n", "2 or more", str(n), "hash at least 3 × expected substitutes"
    )
