"""Data as YAML text: in one cell, and as the files of a folder (文本)."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import yaml

from scoring.errors import ScoringError
from scoring.loader import Bare, Reading

WHOLE = frozenset(("min_n", "step", "up"))  # whole numbers of the format; others are decimals
_PLAIN = re.compile(r"[A-Za-z\u4e00-\u9fff][\w\u4e00-\u9fff./-]*", re.ASCII)
_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))


class Unreadable(ValueError):
    """A cell whose text is no YAML of the format; carries the loader's complaint."""

    def __init__(self, fault: ScoringError) -> None:
        super().__init__(fault.code)
        self.fault = fault


class _Dumper(yaml.SafeDumper):
    """Writes what the loader reads back as the same: quotes wherever a text could be more."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _quoted(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    bare = _PLAIN.fullmatch(text) and text.lower() not in _WORDS
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if bare else '"')


_Dumper.add_representer(str, _quoted)


def file_text(value: Any) -> str:
    """A file of the format."""
    return _dumped(value, flow=None, width=110)


def data_text(value: Any) -> str:
    """A value on one line, for a cell."""
    text = _dumped(value, flow=True, width=2**31)
    return text.removesuffix("\n").removesuffix("\n...")


def read_data(text: str) -> Any:
    """A cell as plain data; raises Unreadable."""
    return _read(text, "refuse")


def read_texts(text: str) -> Any:
    """A condition or table from a cell: bare numbers are decimals, as people write them.

    Full-width brackets and colons are understood where the text as it stands is not.
    Raises Unreadable.
    """
    try:
        return _decimals(_structure(_read(text, "text")))
    except Unreadable:
        narrow = unicodedata.normalize("NFKC", text).translate({0x201C: '"', 0x201D: '"'})
        if narrow == text:
            raise
        return _decimals(_structure(_read(narrow, "text")))


def _structure(value: Any) -> Any:
    """A condition or table is never a bare text: that is one whose brackets were not seen."""
    if isinstance(value, dict | list):
        return value
    raise Unreadable(
        ScoringError("not-a-condition", "-", "keys in {…} or a list in […]", "bare text", "add {}")
    )


def _read(text: str, bare: Bare) -> Any:
    reading = Reading(text, "-", bare)
    try:
        value = reading.whole()
    except yaml.YAMLError as fault:
        came = str(getattr(fault, "problem", None) or fault)
        raise Unreadable(
            ScoringError("yaml-syntax", "-", "YAML", came, "mend brackets, quotes and colons")
        ) from fault
    except ScoringError as fault:
        raise Unreadable(fault) from fault
    if reading.faults:
        raise Unreadable(reading.faults[0])
    return value


def _decimals(value: Any, key: str = "") -> Any:
    """Whole numbers as decimal text, but for the few keys that count."""
    if isinstance(value, dict):
        return {name: _decimals(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_decimals(one, key) for one in value]
    if isinstance(value, int) and not isinstance(value, bool) and key not in WHOLE:
        return str(value)
    return value


def _dumped(value: Any, *, flow: bool | None, width: int) -> str:
    return yaml.dump(
        value,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=flow,
        width=width,
    )
