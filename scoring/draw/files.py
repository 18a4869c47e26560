"""JSON files of the draw (抽取文件), read so that every reader sees the same thing in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NoReturn

from scoring.errors import ScoringError, shown


def read_json(path: Path) -> Any:
    """Read UTF-8 JSON in which each key stands once; NaN and Infinity are not JSON.

    Raises ScoringError ``file-missing`` or ``not-json``.
    """
    try:
        text = path.read_text("utf-8-sig")
        return json.loads(text, object_pairs_hook=_each_key_once, parse_constant=_no_number)
    except OSError as fault:
        raise ScoringError(
            "file-missing", path.name, "a readable file", fault.strerror or "none", "check the path"
        ) from fault
    except (ValueError, RecursionError) as fault:
        raise ScoringError(
            "not-json", path.name, "JSON in UTF-8", shown(str(fault), 120), "mend the file"
        ) from fault


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in record if keys.count(key) > 1)
        raise ValueError(f"the key {twice!r} stands twice")
    return record


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")
