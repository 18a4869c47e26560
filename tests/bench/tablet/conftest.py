"""The tablet of the browser tests, with a visit of five hundred items."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.tablet import county
from tests.e2e.tablet.conftest import (
    bucket,
    database,
    fresh_cache,
    inspector,
    line,
    machine,
    play,
    server,
    template_copy,
)
from tests.e2e.tablet.county import County

__all__ = [
    "bucket",
    "fresh_cache",
    "inspector",
    "line",
    "machine",
    "play",
    "server",
    "template_copy",
]

ITEMS = 500


@pytest.fixture(scope="module")
def in_county(template_copy: str, django_db_blocker: Any) -> Iterator[County]:
    """Build a county whose visit has that many items."""
    with django_db_blocker.unblock(), database(template_copy):
        yield county.build(items=ITEMS)
