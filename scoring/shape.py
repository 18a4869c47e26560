"""Shapes of the checklist files, checked against checklists/schema.json (JSON Schema)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from scoring.errors import ScoringError, shown

SCHEMA = Path(__file__).parents[1] / "checklists" / "schema.json"


def shape_faults(value: Any, shape: str, file: str) -> list[ScoringError]:
    """Everything in a file's data that the shape of that name does not allow."""
    return [_fault(error, value, file) for error in _validator(shape).iter_errors(value)]


@cache
def _validator(shape: str) -> Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return Draft202012Validator({"$ref": f"#/$defs/{shape}", "$defs": schema["$defs"]})


def _fault(error: ValidationError, whole: Any, file: str) -> ScoringError:
    deepest = _deepest(error)
    path = list(deepest.absolute_path)
    item, rest = _split(path, whole)
    where = f" at {rest}" if rest else ""
    code, expected, came, do = _words(deepest)
    return ScoringError(code, f"{file}: {item}", expected + where, came, do)


def _deepest(error: ValidationError) -> ValidationError:
    """Of the alternatives of anyOf and oneOf, the complaint that comes nearest."""
    nearest = best_match([error])
    while nearest is not None and nearest.validator in ("anyOf", "oneOf") and nearest.context:
        inner = best_match(nearest.context)
        if inner is None or inner is nearest:
            break
        nearest = inner
    return nearest or error


def _split(path: list[str | int], whole: Any) -> tuple[str, str]:
    """The item (or line of a list) a path lies in, and the path inside it."""
    if path and isinstance(path[0], int) and isinstance(whole, list):
        entry = whole[path[0]]
        known = entry.get("id") or entry.get("case") if isinstance(entry, dict) else None
        return str(known or f"entry {path[0] + 1}"), "/".join(map(str, path[1:]))
    return "-", "/".join(map(str, path))


def _words(error: ValidationError) -> tuple[str, str, str, str]:
    """Code, expected, came and do for one complaint of the validator."""
    kind, came = str(error.validator), shown(error.instance)
    rule: Any = error.validator_value
    if kind == "additionalProperties" and isinstance(error.instance, dict):
        return _unknown_key(error)
    if kind == "required" and isinstance(error.instance, dict):
        missing = [key for key in rule if key not in error.instance]
        return "missing-key", f"the key {missing[0]}", "none", f"add {missing[0]}"
    if kind == "enum":
        listed = ", ".join(map(str, rule))
        return "unknown-word", f"one of {listed}", came, "take one of these words"
    if kind == "type":
        return "wrong-type", _named(rule), came, "write it so (numbers with points in quotes)"
    if kind == "pattern":
        return "wrong-form", _form(rule), came, "mend the text"
    if kind in ("minItems", "minProperties", "minLength"):
        return "empty", "at least one entry", came, "fill it or leave the key out"
    if kind == "uniqueItems":
        return "entry-twice", "each entry once", came, "drop one"
    return "wrong-shape", f"{kind} {shown(rule)}", came, "see checklists/README.md"


def _unknown_key(error: ValidationError) -> tuple[str, str, str, str]:
    schema: Any = error.schema
    allowed = sorted(schema.get("properties", {}))
    came: Any = error.instance
    extra = sorted(set(came) - set(allowed))
    return "unknown-key", f"keys {', '.join(allowed)}", ", ".join(extra), "drop or rename the key"


def _named(kinds: str | list[str]) -> str:
    names = {"object": "keys with values", "array": "a list", "string": "text in quotes"}
    listed = [kinds] if isinstance(kinds, str) else kinds
    return " or ".join(names.get(kind, kind) for kind in listed)


def _form(pattern: str) -> str:
    defs = json.loads(SCHEMA.read_text(encoding="utf-8"))["$defs"]
    names = [name for name, shape in defs.items() if shape.get("pattern") == pattern]
    return f"the form of {' or '.join(names)} ({pattern})" if names else f"the form {pattern}"
