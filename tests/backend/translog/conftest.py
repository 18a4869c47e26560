"""An empty bucket of the log's own for every test."""

import pytest


@pytest.fixture(autouse=True)
def log_bucket(fresh_log: None) -> None:
    """Begin a new log."""
