"""Every event that is emitted is wired, and every handler exists."""

import ast
from pathlib import Path

import pytest
from django.utils.module_loading import import_string

from backend.config.wiring import HANDLERS

BACKEND = Path(__file__).parents[2] / "backend"


def emitted() -> set[str]:
    """Find the names in calls of emit(…)."""
    found = set()
    for path in BACKEND.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name == "emit" and isinstance(node.args[0], ast.Constant):
                found.add(str(node.args[0].value))
    return found


def test_what_is_emitted_is_wired_and_what_is_wired_is_emitted() -> None:
    assert emitted() == set(HANDLERS)


@pytest.mark.parametrize("handler", sorted({h for hs in HANDLERS.values() for h in hs}))
def test_a_handler_can_be_called(handler: str) -> None:
    assert callable(import_string(handler))
