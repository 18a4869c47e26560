"""What fills a template: strings, booleans, lists of such objects; nothing else (文书内容)."""

import re
import unicodedata
from typing import Any

from jsonschema import Draft202012Validator

from backend.papers.refusals import BadContext
from backend.papers.templates import Template

HIDDEN = "×××"
# 203室, 2-203室, 3号床: a room or a bed leads to a person.
ROOM = re.compile(r"[0-9A-Za-z]+(?:[-－][0-9A-Za-z]+)*\s*(?:号房间|房间|号房|室|号床|床)")
ROOM_HIDDEN = "×××室"

Context = dict[str, Any]


def check(template: Template, context: Context) -> None:
    """Refuse a context the template's engines could read differently, or its schema refuses.

    Raises BadContext.
    """
    check_shape(context, "context")
    errors = sorted(Draft202012Validator(template.schema).iter_errors(context), key=str)
    if errors:
        first = errors[0]
        place = "context" + "".join(f".{step}" for step in first.absolute_path)
        raise BadContext(first.message, place=place, do="see context.schema.json")


def check_shape(context: Any, place: str) -> None:
    """Walk a context and refuse numbers, null, bare or empty objects, CR, LF, other normal forms.

    Raises BadContext.
    """
    if not isinstance(context, dict) or not context:
        raise BadContext(expected="an object with words", came=repr(context), place=place)
    for name, value in context.items():
        _check_value(value, f"{place}.{name}")


def _check_value(value: Any, place: str) -> None:
    if isinstance(value, bool):
        return
    if isinstance(value, str):
        _check_string(value, place)
    elif isinstance(value, list):
        for index, row in enumerate(value):
            check_shape(row, f"{place}.{index}")
    else:
        raise BadContext(
            expected="a string, a boolean, or a list of objects", came=repr(value), place=place
        )


def _check_string(value: str, place: str) -> None:
    if any(unicodedata.category(char) in ("Cc", "Cs", "Co", "Zl", "Zp") for char in value):
        raise BadContext(
            expected="one line without control characters", came=ascii(value), place=place
        )
    if value != unicodedata.normalize("NFC", value):
        raise BadContext(expected="text in NFC", came=ascii(value), place=place)


def one_line(words: str) -> str:
    """Make free words fit for a context: NFC, one line, no control characters.

    A character this Python does not know yet stays: the newest ideographs stand in surnames.
    """
    spaced = "".join(" " if _is_space(c) else c for c in words)
    return unicodedata.normalize("NFC", " ".join(spaced.split(" ")).strip())


def _is_space(character: str) -> bool:
    category = unicodedata.category(character)
    return category != "Cn" and category[0] in "CZ"


def public_view(schema: dict[str, Any], context: Context) -> Context:
    """Give the context without personal data (公开版), as the schema marks it."""
    properties = schema["properties"]
    return {name: _public(properties[name], value) for name, value in context.items()}


def _public(schema: dict[str, Any], value: Any) -> Any:
    if schema.get("x-personal"):
        return [] if isinstance(value, list) else HIDDEN
    if isinstance(value, list):
        return [public_view(schema["items"], item) for item in value]
    if schema.get("x-rooms") and isinstance(value, str):
        return ROOM.sub(ROOM_HIDDEN, value)
    return value
