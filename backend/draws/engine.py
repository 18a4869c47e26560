"""The only door to the pure draw: its coded complaints become refusals."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from backend.draws import refusals
from scoring import draw as rules
from scoring.canonical import canonical_digest
from scoring.draw.sources import encode
from scoring.errors import ScoringError

Json = dict[str, Any]
P = ParamSpec("P")
T = TypeVar("T")

BRIEF_ABOVE = 20_000  # labels: above this a bundle keeps only the digest of its order


def _asked(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call the pure part; raises the PoolUnusable subclass whose code it names."""
    try:
        return call(*args, **kwargs)
    except ScoringError as fault:
        kind = refusals.BY_CODE.get(fault.code, refusals.PoolUnusable)
        told = {name: getattr(fault, name) for name in ("expected", "came", "do", "place")}
        raise kind(str(fault), rule=fault.code, **told) from fault


def frozen(pool: Json) -> Json:
    """Check a pool against the text rules and quotas and give it back (冻结名单)."""
    _asked(rules.freeze, pool)
    return pool


def commitment(secret: str, n: int) -> str:
    """Give H^n(secret), which is announced (预公布摘要)."""
    return _asked(rules.commitment, secret, n)


def code(secret: str, n: int, iteration: int) -> str:
    """Give H^(n-iteration)(secret), the one-time code of an iteration."""
    return _asked(rules.code, secret, n, iteration)


def run(pool: Json, randomness: Json) -> Json:
    """Draw and give the bundle; long orders are kept as their digest."""
    labels = sum(len(stratum["labels"]) for stratum in pool["strata"])
    return _asked(rules.draw, pool, randomness, brief=labels > BRIEF_ABOVE)


def randomness(pool: Json, sources: list[Json]) -> str:
    """Write values as the draw would read them, without opening a code (随机数串)."""
    announced = _asked(rules.freeze, pool).sources
    return _asked(encode, announced, sources, "sources")[1]


def public_before(pool: Json) -> Json:
    """Give what anybody may see before the draw."""
    return _asked(rules.public_before, pool)


def sealed(pool: Json) -> Json:
    """Give what auditor and enforcement supervision may see."""
    return _asked(rules.sealed, pool)


def public_after(bundle: Json) -> Json:
    """Give what anybody may see after the last visit."""
    return _asked(rules.public_after, bundle)


def digest(value: Any) -> str:
    """Give the SHA-256 of the canonical form."""
    return canonical_digest(value)
