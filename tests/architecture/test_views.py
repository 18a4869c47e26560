"""Writes over HTTP are verbs: one transaction, and a stored answer under the Idempotency-Key."""

import pytest

from backend.api.base import Noun, Verb
from backend.api.schema import routes

WRITES = {"post", "put", "patch", "delete"}
TUS = "tus 1.0: the offset makes a repeated piece harmless"
SIGNED = "every operation has an id of its own and gets its own receipt"
TOKENS = "the answer holds tokens, which are stored nowhere"
# Writing views that are no Verb, each with why.
OTHERWISE = {
    "token-obtain": TOKENS,
    "token-refresh": TOKENS,
    "token-end": "ending what is ended is no change",
    "sync-push": SIGNED,
    "sync-escrow": "the same piece is kept once, by its digest",
    "upload-create": TUS,
    "upload": TUS,
}


def writing() -> dict[str, type]:
    """Give the views that answer something other than a read."""
    return {name: view for view, name in routes().items() if any(hasattr(view, w) for w in WRITES)}


@pytest.mark.parametrize("route", sorted(writing()))
def test_a_writing_view_is_a_verb(route: str) -> None:
    assert issubclass(writing()[route], Verb) != (route in OTHERWISE)


def test_a_read_is_a_noun() -> None:
    reads = [view for view, name in routes().items() if name not in writing() and name != "schema"]
    assert [view for view in reads if not issubclass(view, Noun)] == []


def test_the_list_of_exceptions_names_views_only() -> None:
    assert set(OTHERWISE) <= set(writing())
