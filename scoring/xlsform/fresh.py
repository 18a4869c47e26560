"""Questions of a form that no version knows yet: items and facts of their own (新题目).

Only what a form says is taken: yes or no becomes an item that passes or fails, choices with
points a choice, numbers and other choices facts. Points, clauses and sources are never made up:
the clause is the form's own row, the confidence provisional.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from scoring.numbers import plain
from scoring.result import Words
from scoring.xlsform.book import Form, FormRow
from scoring.xlsform.lost import Lost

READ = frozenset(
    ("type", "name", "label", "hint", "clause", "source", "confidence", "max_points", "rule")
)
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_OPTION = re.compile(r"[A-Za-z0-9_-]{1,64}")
_POINTS = re.compile(r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?")


class Fresh:
    """Makes items and facts of rows, and notes what it cannot make."""

    def __init__(self, form: Form, lost: list[Lost]) -> None:
        self.form = form
        self.lost = lost
        settings = form.settings
        self.title = settings.get("form_id") or settings.get("form_title") or "XLSForm"
        self.source = f"XLSForm {self.title} {settings.get('version')}".strip()

    def item(self, row: FormRow, chapter: str) -> dict[str, Any] | None:
        """An item for a question that an inspector answers with a judgement."""
        scored = self._rule(row)
        name = row.get("name").lower().replace("-", "_")
        if scored is None or not _NAME.fullmatch(name):
            return None
        hint = row.words("hint")
        look_for: Any = hint.zh or hint.en or row.words("label").zh or row.words("label").en
        if hint.zh and hint.en and hint.zh != hint.en:
            look_for = {"zh": hint.zh, "en": hint.en}
        self._unread(row)
        return {
            "id": f"{chapter}.{name}",
            "title": self.title_of(row),
            "clause": row.get("clause") or f"{self.title} {row.get('name')}",
            "source": row.get("source") or self.source,
            "confidence": row.get("confidence") or "provisional",
            **scored,
            "look_for": look_for or row.get("name"),
        }

    def fact(self, row: FormRow) -> dict[str, Any] | None:
        """A fact for a question that asks for a figure or a kind."""
        kind, _, name = row.get("type").partition(" ")
        fact: dict[str, Any] = {"title": self.title_of(row)}
        if kind in ("integer", "decimal"):
            share = "<= 1" in row.get("constraint").removesuffix(".0")
            fact["kind"] = "count" if kind == "integer" else "share" if share else "amount"
        elif kind == "select_one" and len(self._options(name)) > 1:
            fact |= {"kind": "choice", "options": [one.get("name") for one in self._options(name)]}
        else:
            return None
        self._unread(row, "constraint" if kind != "select_one" else "")
        return {**fact, "source": row.get("source") or self.source, "confidence": "provisional"}

    def title_of(self, row: FormRow) -> dict[str, str]:
        """The title in both languages; a missing one is the other."""
        words = row.words("label")
        if not words.zh or not words.en:
            what = "a label in Chinese" if not words.zh else "a label in English"
            self.lost.append(Lost(row.at, what, "the other one stands for both: translate it"))
        name = row.get("name")
        return {"zh": words.zh or words.en or name, "en": words.en or words.zh or name}

    def _rule(self, row: FormRow) -> dict[str, Any] | None:
        kind, _, name = row.get("type").partition(" ")
        options = self._options(name)
        ids = [one.get("name") for one in options]
        if kind == "select_one" and sorted(ids) == ["no", "yes"]:
            return {"rule": "yes_no", **self._points(row)}
        scored = bool(options) and all(_POINTS.fullmatch(one.get("points")) for one in options)
        if kind not in ("select_one", "select_multiple") or not scored:
            return None
        if not all(_OPTION.fullmatch(one) for one in ids):
            return None
        most = max(Decimal(one.get("points")) for one in options)
        return {
            "rule": "choice" if kind == "select_one" else "best_of",
            "max_points": row.get("max_points") or plain(most),
            "with": {"options": [_option(one) for one in options]},
        }

    def _points(self, row: FormRow) -> Mapping[str, str]:
        return {"max_points": row.get("max_points")} if row.get("max_points") else {}

    def _options(self, name: str) -> tuple[FormRow, ...]:
        return self.form.choices.get(name.strip(), ())

    def _unread(self, row: FormRow, *taken: str) -> None:
        """Name the columns that say more than a checklist can take from a form."""
        for column, text in row.cells.items():
            if column.partition("::")[0] not in (*READ, *taken):
                why = "write it as a condition (when) or a rule of the checklist"
                self.lost.append(Lost(row.at, f"{column}: {text}", why))


def _option(row: FormRow) -> dict[str, Any]:
    words: Words = row.words("label")
    title: Any = {"zh": words.zh, "en": words.en} if words.zh and words.en else words.zh or words.en
    option = {"id": row.get("name"), "points": row.get("points")}
    return {**option, "title": title} if title else option
