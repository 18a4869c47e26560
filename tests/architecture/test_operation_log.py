"""Every verb leaves its event in the operation log (操作日志)."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

BACKEND = Path(__file__).parents[2] / "backend"
APPS = sorted({path.parent.name for path in BACKEND.glob("*/apps.py")})

TERM = "a term is a part of the verb that starts, stops or extends it, and that one is logged"
COUNT = "counts what was logged where it happened"
# Verbs without an event of their own, each with why.
ELSEWHERE = {
    "calendar.finish_clock": TERM,
    "calendar.extend_clock": TERM,
    "calendar.stop_clock": TERM,
    "calendar.resume_clock": TERM,
    "oplog.chain": "numbers the log itself",
    "papers.take_number": "a part of requesting a paper (paper.requested)",
    "papers.release_blocks": "a part of concluding a visit (visit.concluded)",
    "planning.assign_drawn": "writes out what the draw selected (draw.drawn)",
    "planning.note_order_closed": COUNT,
    "planning.note_result_published": COUNT,
    "sync.quarantine_batch": "keeps what was not accepted, whole, in a row of its own",
}


def modules(app: str) -> Iterator[Path]:
    """Give the modules in which an app keeps its verbs."""
    yield from (BACKEND / app).glob("services.py")
    yield from (BACKEND / app).glob("services/*.py")


@cache
def functions(app: str) -> dict[str, ast.FunctionDef]:
    """Give every function of an app by its name; verbs win over others of the same name."""
    verbs = set(modules(app))
    paths = sorted((BACKEND / app).rglob("*.py"), key=lambda path: path in verbs)
    return {
        node.name: node
        for path in paths
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }


def called(node: ast.AST) -> set[str]:
    """Give the last names of all that a function calls."""
    found = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Call):
            target = part.func
            found.add(target.attr if isinstance(target, ast.Attribute) else "")
            found.add(target.id if isinstance(target, ast.Name) else "")
    return found - {""}


def reaches_the_log(app: str, name: str) -> bool:
    """Say whether the function calls record(…), itself or through others of its app."""
    waiting, seen = [name], set()
    while waiting:
        this = waiting.pop()
        if this == "record":
            return True
        if this in seen or this not in functions(app):
            continue
        seen.add(this)
        waiting.extend(called(functions(app)[this]))
    return False


def atomic(node: ast.FunctionDef) -> bool:
    """Say whether the function opens a transaction."""
    return any(isinstance(part, ast.Attribute) and part.attr == "atomic" for part in ast.walk(node))


def verbs() -> list[str]:
    """List the public functions of services that open a transaction."""
    return [
        f"{app}.{node.name}"
        for app in APPS
        for path in sorted(modules(app))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and atomic(node)
    ]


@pytest.mark.parametrize("verb", verbs())
def test_a_verb_leaves_its_event(verb: str) -> None:
    app, _, name = verb.partition(".")
    assert reaches_the_log(app, name) != (verb in ELSEWHERE), ELSEWHERE.get(verb, "no record(…)")


def test_the_list_of_exceptions_names_verbs_only() -> None:
    assert set(ELSEWHERE) <= set(verbs())
