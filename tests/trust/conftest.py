"""The same bucket and cache as the backend's tests."""

from tests.backend.conftest import bucket, fresh_cache

__all__ = ["bucket", "fresh_cache"]
