"""The verifiable draw (随机抽取): frozen pool and public randomness in, checkable bundle out.

``freeze`` a pool, publish the digest of ``public_before``, wait for the randomness, ``draw``;
anyone can ``verify``. Pure: no clock, no network, no chance of its own.

Files (JSON):

pool        ``title``, ``announced_at``, ``sources`` (see sources.py), ``codes``
            ``{"commitment", "n"}`` (codes.py), ``strata`` ``[{"name", "quota", "labels"}]``;
            optional ``skip`` ``[{"label", "reason"}]``, ``salt`` (32 bytes, hex), and the
            sealed part: ``class_strata`` (as ``strata``; every label stands in ``strata``
            too), ``officers``, ``recusals``, ``teams`` (staff.py)
randomness  ``sources`` ``[{"name", "date"?, "numbers": […]}]``, ``iterations``
            ``[{"code", "unavailable"?, "sources"?, "recusals"?}]``, ``secret``?
bundle      ``pool``, ``pool_sha256``, ``sources``, ``randomness``, ``iterations``, ``secret``?;
            an iteration has ``code``, ``unavailable``, ``prk``, ``order`` (or
            ``order_sha256``), ``selected``, ``short``; where the pool or the iteration brings
            them also ``sources`` and ``randomness`` (its own result), ``recusals``,
            ``class_order`` (or ``class_order_sha256``), ``class_selected``, ``class_short``,
            ``officer_order`` ``[[position, token]]`` and ``visits`` ``[{"label", "teams":
            [{"department", "officers": [token], "passed": [{"officer", "reason": recused |
            full | expired | infeasible, "short": [label]}]}]}]``

Decided here, where the description leaves it open: positions of the extra draw are
HKDF-Expand(PRK, ``"class " + label``); an iteration without own ``sources`` uses the pool's.

Source: draft-thomson-elegy-vrs-00, RFC 3797 section 4, RFC 5869, RFC 8785.
"""

from scoring.draw.codes import code, commitment
from scoring.draw.drawing import draw
from scoring.draw.pool import Pool, Stratum, freeze
from scoring.draw.verifier import verify
from scoring.draw.views import public_after, public_before, sealed

__all__ = [
    "Pool",
    "Stratum",
    "code",
    "commitment",
    "draw",
    "freeze",
    "public_after",
    "public_before",
    "sealed",
    "verify",
]
