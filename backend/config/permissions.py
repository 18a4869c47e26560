"""The whole permission table: the rows of every surface together."""

from importlib import import_module

from django.apps import apps

from backend.accounts.access import Row
from backend.api.permissions import ROWS as API

SURFACES = ("office", "portal", "tablet", "public")


def table() -> dict[str, Row]:
    """Give every row; a route name belongs to one surface only."""
    whole = dict(API)
    for label in SURFACES:
        if apps.is_installed(f"backend.{label}"):
            rows: dict[str, Row] = import_module(f"backend.{label}.permissions").ROWS
            assert not whole.keys() & rows.keys(), whole.keys() & rows.keys()
            whole |= rows
    return whole
