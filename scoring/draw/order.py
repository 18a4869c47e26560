"""Positions and places (排序与入选): who comes first under a key, and who is taken."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from operator import itemgetter

from scoring.draw.hkdf import expand
from scoring.draw.pool import Stratum

Ranked = list[list[str]]  # [hex position, label], ascending


def rank(prk: bytes, labels: Iterable[str], prefix: str = "") -> Ranked:
    """All labels by their position, HKDF-Expand(prk, prefix + label)."""
    ranked = [[expand(prk, f"{prefix}{label}".encode()).hex(), label] for label in labels]
    ranked.sort(key=itemgetter(0))
    return ranked


def order_sha256(ranked: Ranked) -> str:
    """SHA-256 of the lines ``position label``, each ended by a line feed."""
    whole = hashlib.sha256()
    for position, label in ranked:
        whole.update(f"{position} {label}\n".encode())
    return whole.hexdigest()


def take(
    strata: Sequence[Stratum],
    ranked: Ranked,
    kept: Mapping[str, Sequence[str]],
    may_go: Callable[[str], bool],
) -> tuple[dict[str, list[str]], dict[str, int]]:
    """Fill each stratum's places: the kept labels stay, the first of the order follow.

    Returns the selection and, for each stratum with too few labels left, how many are short.
    """
    home = {label: stratum.name for stratum in strata for label in stratum.labels}
    selected = {
        stratum.name: [label for label in kept.get(stratum.name, ()) if may_go(label)]
        for stratum in strata
    }
    chosen = {label for labels in selected.values() for label in labels}
    free = {stratum.name: stratum.quota - len(selected[stratum.name]) for stratum in strata}
    waiting = sum(free.values())
    for _, label in ranked:
        if not waiting:
            break
        if label in chosen or not may_go(label) or not free.get(home.get(label, ""), 0):
            continue
        selected[home[label]].append(label)
        free[home[label]] -= 1
        waiting -= 1
    return selected, {name: places for name, places in free.items() if places}


def flat(selected: Mapping[str, Collection[str]]) -> set[str]:
    """Every selected label of every stratum."""
    return {label for labels in selected.values() for label in labels}
