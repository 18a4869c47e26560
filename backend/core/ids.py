"""Identifiers made by whoever creates the thing, tablets included (UUIDv7: sorted by time)."""

import uuid

import uuid6


def uuid7() -> uuid.UUID:
    """Make a new id."""
    return uuid.UUID(int=uuid6.uuid7().int)
