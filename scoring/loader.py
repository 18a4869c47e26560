"""Reading checklist folders; the only place of the house that reads YAML.

The YAML read here is a small, unambiguous part of YAML: no anchors, aliases, tags or second
documents, no duplicate keys, no bare floats, no YAML 1.1 booleans. Everything else is a fault
that names file, item, what was expected and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import yaml

from scoring.errors import ScoringError, shown

MAX_BYTES = 1_048_576
MAX_DEPTH = 24
ENTRY_DEPTH = 2  # a mapping inside the list that makes up a chapter

Bare = Literal["refuse", "text"]

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,11})\Z", re.ASCII)
_BOOLEAN_1_1 = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false"))
_NUMBER_LIKE = re.compile(
    r"[-+]?(\.?[0-9][0-9_]*(\.[0-9_]*)?([eE][-+]?[0-9]+)?|\.(inf|nan)|0[xob][0-9a-f_]+"
    r"|[0-9]+(:[0-9]+)+(\.[0-9]*)?)\Z",
    re.ASCII | re.IGNORECASE,
)


class Reading:
    """One YAML text turned into plain data, collecting every fault on the way."""

    def __init__(self, text: str, place: str, bare: Bare) -> None:
        self.place = place
        self.bare = bare
        self.faults: list[ScoringError] = []
        self._events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._depth = 0
        self._entry: dict[str, Any] = {}  # the entry of the outermost list being read

    def whole(self) -> Any:
        """The single document of the text; None where it is empty."""
        next(self._events)  # stream start
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        value = self._value(next(self._events))
        next(self._events)  # document end
        if not isinstance(next(self._events), yaml.StreamEndEvent):
            self._fault("second-document", None, "one document a file", "a second one", "split it")
        return value

    def _value(self, event: Any) -> Any:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._stop("yaml-alias", event, "no anchors and aliases", "write the value out")
        if event.tag is not None and event.tag != "!":
            raise self._stop("yaml-tag", event, "no tags", "leave the tag out")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._stop("yaml-deep", event, f"at most {MAX_DEPTH} levels", "flatten it")
        value = self._list() if isinstance(event, yaml.SequenceStartEvent) else self._mapping()
        self._depth -= 1
        return value

    def _list(self) -> list[Any]:
        values = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            values.append(self._value(event))
        return values

    def _mapping(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        if self._depth == ENTRY_DEPTH:
            self._entry = values
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._value(event)
            if isinstance(key, int) and not isinstance(key, bool):
                key = str(key)
            if not isinstance(key, str):
                raise self._stop("yaml-key", event, "text as a key", "write the key in quotes")
            if key in values:
                self._fault("duplicate-key", event, "each key once", f"{key!r} twice", "drop one")
            values[key] = self._value(next(self._events))
        return values

    def _scalar(self, event: Any) -> Any:
        text: str = event.value
        if not event.implicit[0]:
            return text
        if text in ("", "~", "null"):
            return None
        if text in ("true", "false"):
            return text == "true"
        if _WHOLE.match(text):
            return int(text)
        return self._ambiguous(text, event)

    def _ambiguous(self, text: str, event: Any) -> str:
        """Plain text that some YAML readers take for a boolean or a number."""
        if self.bare == "refuse" and text.lower() in _BOOLEAN_1_1:
            self._fault(
                "bare-boolean", event, "true, false or quoted text", text, f'write "{text}"'
            )
        elif self.bare == "refuse" and _NUMBER_LIKE.match(text):
            self._fault(
                "bare-float", event, "a quoted decimal or a whole number", text, f'write "{text}"'
            )
        return text

    def _fault(self, code: str, event: Any, expected: str, came: str, do: str) -> None:
        place, line = self._at(event)
        self.faults.append(ScoringError(code, place, expected + line, came, do))

    def _stop(self, code: str, event: Any, expected: str, do: str) -> ScoringError:
        came = getattr(event, "anchor", None) or getattr(event, "tag", None) or "something else"
        place, line = self._at(event)
        return ScoringError(code, place, expected + line, str(came), do)

    def _at(self, event: Any) -> tuple[str, str]:
        """The file and, where its id was read already, the item; and the line."""
        if event is None:
            return f"{self.place}: -", ""
        line = f"line {event.start_mark.line + 1}"
        known = self._entry.get("id") or self._entry.get("case")
        if known is None:
            return f"{self.place}: {line}", ""
        return f"{self.place}: {known}", f" at {line}"


def read_yaml(path: Path, *, bare: Bare = "refuse") -> Any:
    """Read one YAML file as plain data: text, whole numbers, true, false, None, lists, dicts.

    bare: what a bare float or a YAML 1.1 boolean (``0.05``, ``on``) is: ``refuse`` makes it a
    fault, ``text`` keeps what was written as text.
    Raises ScoringError, the first fault.
    """
    value, faults = read_yaml_faults(path, bare=bare)
    if faults:
        raise faults[0]
    return value


def read_yaml_faults(path: Path, *, bare: Bare = "refuse") -> tuple[Any, list[ScoringError]]:
    """Read one YAML file and say everything that is wrong with its text."""
    try:
        text = _text_of(path)
        reading = Reading(text, path.name, bare)
        return reading.whole(), reading.faults
    except yaml.YAMLError as fault:
        return None, [_syntax(path, fault)]
    except ScoringError as fault:
        return None, [fault]


def _text_of(path: Path) -> str:
    place = f"{path.name}: -"
    try:
        body = path.read_bytes()
    except OSError as fault:
        raise ScoringError(
            "file-missing", place, "a readable file", fault.strerror or "none", "add the file"
        ) from fault
    if len(body) > MAX_BYTES:
        raise ScoringError(
            "file-too-large", place, f"at most {MAX_BYTES} bytes", str(len(body)), "split it"
        )
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise ScoringError(
            "not-utf-8", place, "UTF-8 text", shown(fault.reason), "save it as UTF-8"
        ) from fault


def _syntax(path: Path, fault: yaml.YAMLError) -> ScoringError:
    mark = getattr(fault, "problem_mark", None)
    at = f"line {mark.line + 1}" if mark else "-"
    came = str(getattr(fault, "problem", None) or fault)
    return ScoringError(
        "yaml-syntax", f"{path.name}: {at}", "YAML", came, "mend indentation, quotes and colons"
    )
