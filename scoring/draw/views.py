"""Three views of one draw (三种视图): what the public sees before and after, what is sealed.

*public before* (公开预告) shows how many labels there are, as digests under the pool's salt.
*sealed* (密封) is the pool without salt, officers as tokens, recusals as pairs; its SHA-256
stands in the public one. *public after* (事后公开) is the bundle with salt, without officers and
class strata; where these were taken out it carries ``sealed_sha256``, and ``announced_sha256``:
the digest that was logged before the randomness existed.

Unannounced visits stay unannounced: before the last visit no view names a home to the public.
"""

from __future__ import annotations

import copy
import hmac
from collections.abc import Mapping
from typing import Any

from scoring.canonical import canonical_digest
from scoring.draw.pool import SEALED, Pool, freeze
from scoring.draw.shape import record, rows
from scoring.errors import ScoringError

BUNDLE = ("pool", "pool_sha256", "sources", "randomness", "iterations")
PUBLIC_AFTER = ("sealed_sha256", "announced_sha256")
SEALED_RESULTS = (
    "recusals",
    "class_order",
    "class_order_sha256",
    "class_selected",
    "class_short",
    "officer_order",
    "visits",
)


def sealed(pool: Mapping[str, Any] | Pool) -> dict[str, Any]:
    """The view for the auditor: everything of the pool but the salt, names and reasons."""
    view = {key: value for key, value in copy.deepcopy(freeze(pool).raw).items() if key != "salt"}
    for officer in view.get("officers", []):
        officer.pop("name", None)
    for recusal in view.get("recusals", []):
        recusal.pop("reason", None)
    return view


def public_before(
    pool: Mapping[str, Any] | Pool, sealed_sha256: str | None = None
) -> dict[str, Any]:
    """The announcement (预公布); the SHA-256 of its canonical form is what is logged.

    sealed_sha256: of the whole pool, where ``pool`` lacks the sealed part.

    Raises ScoringError ``salt-missing``.
    """
    frozen = freeze(pool)
    salt = _salt(frozen)
    return {
        **{key: copy.deepcopy(frozen.raw[key]) for key in ("title", "announced_at")},
        **{key: copy.deepcopy(frozen.raw[key]) for key in ("sources", "codes")},
        "strata": [
            {
                "name": stratum.name,
                "quota": stratum.quota,
                "labels": sorted(
                    hmac.digest(salt, label.encode("utf-8"), "sha256").hex()
                    for label in stratum.labels
                ),
            }
            for stratum in frozen.strata
        ],
        "sealed_sha256": sealed_sha256 or canonical_digest(sealed(frozen)),
    }


def public_after(bundle: Mapping[str, Any]) -> dict[str, Any]:
    """The view for everybody, after the last visit of the task.

    A bundle without a sealed part is its own view.

    Raises ScoringError ``salt-missing``.
    """
    record(bundle, "bundle", BUNDLE, ("secret", *PUBLIC_AFTER))
    view = copy.deepcopy(dict(bundle))
    pool = freeze(view["pool"])
    if not pool.has_sealed_part:
        return view
    for key in SEALED:
        view["pool"].pop(key, None)
    for number, iteration in enumerate(rows(view["iterations"], "iterations")):
        if not isinstance(iteration, dict):
            record(iteration, f"iterations[{number}]", ())
        for key in SEALED_RESULTS:
            iteration.pop(key, None)
    announced = public_before(pool)
    return {
        **view,
        "pool_sha256": canonical_digest(view["pool"]),
        "sealed_sha256": announced["sealed_sha256"],
        "announced_sha256": canonical_digest(announced),
    }


def _salt(pool: Pool) -> bytes:
    if pool.salt is not None:
        return pool.salt
    raise ScoringError(
        "salt-missing",
        "pool.salt",
        "32 random bytes as hex, under which the labels are announced",
        "none",
        "freeze the pool with a salt",
    )
