"""The subset of Mustache on which every engine agrees to the byte.

Variables are `{{{name}}}`; sections `{{#name}}`, `{{^name}}`, `{{/name}}` stand alone on a line at
its start.  LF, NFC, no tab, a final line feed.  Engines differ on all the rest: escaping, CRLF,
white space around tags, and names that a boolean or an object already has.
"""

import re
import unicodedata
from typing import Any

from backend.papers.refusals import BadTemplate

NAME = re.compile(r"[a-z][a-z0-9_]*")
TAG = re.compile(r"\{\{\{.*?\}\}\}|\{\{.*?\}\}", re.S)
SECTION_LINE = re.compile(r"\{\{([#^/])([a-z][a-z0-9_]*)\}\}")
VARIABLE = re.compile(r"\{\{\{([a-z][a-z0-9_]*)\}\}\}")
# Attributes of True in Python and of any object in JavaScript: an engine would find them.
TAKEN = {name for name in dir(True) if NAME.fullmatch(name)} | {"constructor", "length"}


def check(text: str, schema: dict[str, Any]) -> None:
    """Refuse a template outside the subset, or with a name its schema does not know.

    Raises BadTemplate.
    """
    _check_characters(text)
    scopes, opened = [schema], list[str]()
    for number, line in enumerate(text.split("\n"), 1):
        if section := SECTION_LINE.fullmatch(line):
            _step(section[1], section[2], scopes, opened, f"line {number}")
        else:
            _check_variables(line, scopes, f"line {number}")
    if opened:
        raise BadTemplate(expected=f"{{{{/{opened[-1]}}}}}", came="the end of the file")


def _check_characters(text: str) -> None:
    if "\r" in text or "\t" in text:
        raise BadTemplate(expected="LF line ends and spaces", came="CR or tab")
    if text != unicodedata.normalize("NFC", text):
        raise BadTemplate(expected="text in NFC", came="another normal form")
    if not text.endswith("\n"):
        raise BadTemplate(expected="a line feed at the end", came=repr(text[-1:]))


def _check_variables(line: str, scopes: list[dict[str, Any]], place: str) -> None:
    rest = VARIABLE.sub("", line)
    if "{{" in rest or "}}" in rest:
        raise BadTemplate(
            expected="{{{name}}}, or one section tag alone on its line", came=line, place=place
        )
    for name in VARIABLE.findall(line):
        if _kind(name, scopes, place) != "string":
            raise BadTemplate(expected="a string", came=name, place=place)


def _step(
    sign: str, name: str, scopes: list[dict[str, Any]], opened: list[str], place: str
) -> None:
    if sign == "/":
        if not opened or opened.pop() != name:
            raise BadTemplate(expected="the section opened last", came=name, place=place)
        scopes.pop()
        return
    kind = _kind(name, scopes, place)
    if kind == "string" or name in opened:
        raise BadTemplate(expected="a boolean or a list, not inside itself", came=name, place=place)
    opened.append(name)
    inner = _find(name, scopes, place)
    scopes.append(inner["items"] if kind == "array" and sign == "#" else {"properties": {}})


def _kind(name: str, scopes: list[dict[str, Any]], place: str) -> str:
    return str(_find(name, scopes, place)["type"])


def _find(name: str, scopes: list[dict[str, Any]], place: str) -> dict[str, Any]:
    if name in TAKEN:
        raise BadTemplate(expected="a name no engine knows already", came=name, place=place)
    for scope in reversed(scopes):
        if name in scope["properties"]:
            found: dict[str, Any] = scope["properties"][name]
            return found
    raise BadTemplate(expected="a name of context.schema.json", came=name, place=place)
