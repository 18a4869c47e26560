"""Stored answers as cells of a VISITS.csv (单元格): the inverse of what `scoring.batch` reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from scoring import ScoringError, Standard, parse_answer, parse_fact

MOST = 200_000  # answers whose fitting is remembered


def cell_of(value: Any) -> str:
    """Give an answer or fact as one line of text; empty for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dict) and "na" in value:
        return "NA"
    if isinstance(value, str) and _is_plain(value):
        return value
    told = {"value": value} if isinstance(value, str) else value
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _is_plain(text: str) -> bool:
    """Say whether a text is read back as itself."""
    return bool(text) and text.isprintable() and text[0] not in "{[" and text != "NA"


class Cells:
    """The cells of one version's visits; what does not fit its item is left empty.

    A signed answer is never refused when a visit is concluded, only left out; here likewise.
    """

    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self.codes = [item.code for item in standard.items]
        self.facts = list(standard.facts)
        self._fitting: dict[tuple[str, str], bool] = {}

    @property
    def head(self) -> list[str]:
        """Name the columns of answers and facts."""
        return [*self.codes, *(f"fact:{name}" for name in self.facts)]

    def row(self, answers: Mapping[str, Any], facts: Mapping[str, Any]) -> list[str]:
        """Give one visit's cells in the order of the head."""
        cells = [self._answer(code, answers.get(code)) for code in self.codes]
        return cells + [self._fact(name, facts.get(name)) for name in self.facts]

    def _answer(self, code: str, value: Any) -> str:
        item = self.standard.by_code[code]
        return self._kept(code, cell_of(value), lambda: parse_answer(item, value))

    def _fact(self, name: str, value: Any) -> str:
        told = cell_of(value)
        return self._kept(f"fact:{name}", told, lambda: parse_fact(self.standard, name, value))

    def _kept(self, name: str, cell: str, read: Callable[[], object]) -> str:
        if not cell:
            return ""
        known = self._fitting.get((name, cell))
        if known is None:
            if len(self._fitting) >= MOST:
                self._fitting.clear()
            known = self._fitting[name, cell] = _fits(read)
        return cell if known else ""


def _fits(read: Callable[[], object]) -> bool:
    try:
        read()
    except ScoringError:
        return False
    return True
