"""An empty bucket of the log's own for every test."""

import pytest

from tests.backend.conftest import empty_log


@pytest.fixture(autouse=True)
def log_bucket() -> None:
    """Begin a new log."""
    empty_log()
