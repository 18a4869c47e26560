"""What is opened after the announcement (随机数与验证码): values, codes, declarations, secret."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from scoring.draw.codes import check_chain, check_secret
from scoring.draw.pool import Pool, declared
from scoring.draw.shape import record, rows
from scoring.draw.sources import encode
from scoring.draw.staff import Pair, read_recusals
from scoring.errors import ScoringError, shown

DECLARED = ("unavailable", "sources", "recusals")


@dataclass(frozen=True, slots=True)
class Opening:
    """One iteration: its code, its randomness string, what was declared before it."""

    code: bytes
    randomness: str
    unavailable: tuple[str, ...]
    recused: frozenset[Pair]
    written: dict[str, Any]  # the declarations as they stand in the bundle


@dataclass(frozen=True, slots=True)
class Randomness:
    """The checked randomness file."""

    sources: list[dict[str, Any]]
    text: str
    openings: tuple[Opening, ...]
    secret: str | None


def read_randomness(pool: Pool, raw: object) -> Randomness:
    """Check the opened values against what the pool announced.

    Raises ScoringError ``source-missing``, ``numbers-count``, ``code-not-preimage``,
    ``codes-exhausted``, ``commitment-mismatch``, ``label-unknown`` and those of shape.
    """
    given = record(copy.deepcopy(raw), "randomness", ("sources", "iterations"), ("secret",))
    sources, text = encode(pool.sources, given["sources"], "sources")
    iterations = [
        record(row, f"iterations[{number}]", ("code",), DECLARED)
        for number, row in enumerate(rows(given["iterations"], "iterations", least=1))
    ]
    codes = check_chain(pool.commitment, pool.codes, [row["code"] for row in iterations])
    openings = [
        _opening(pool, row, opened, text, f"iterations[{number}]")
        for number, (row, opened) in enumerate(zip(iterations, codes, strict=True))
    ]
    return Randomness(sources, text, tuple(openings), _secret(pool, given))


def _opening(pool: Pool, row: dict[str, Any], opened: bytes, text: str, at: str) -> Opening:
    unavailable = row.get("unavailable", [])
    written: dict[str, Any] = {"unavailable": unavailable}
    if "sources" in row:
        sources, text = encode(pool.sources, row["sources"], f"{at}.sources", later=True)
        written |= {"sources": sources, "randomness": text}
    recused: frozenset[Pair] = frozenset()
    if "recusals" in row:
        officers, place = pool.staff.officers, f"{at}.recusals"
        pairs = read_recusals(row["recusals"], officers, pool.labels, place, soft=False)
        recused = frozenset(pairs)
        written["recusals"] = row["recusals"]
    labels = declared(unavailable, pool.labels, f"{at}.unavailable")
    return Opening(opened, text, tuple(labels), recused, written)


def _secret(pool: Pool, given: dict[str, Any]) -> str | None:
    if "secret" not in given:
        return None
    secret = given["secret"]
    if not isinstance(secret, str) or not _is_utf8(secret):
        raise ScoringError(
            "text-rules", "secret", "text", shown(ascii(secret)), "copy the secret again"
        )
    check_secret(pool.commitment, pool.codes, secret)
    return secret


def _is_utf8(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # a lone surrogate
        return False
    return True
