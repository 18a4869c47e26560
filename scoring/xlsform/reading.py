"""An XLSForm read as a version (表单导入).

What the version the form was made from knows is kept; the form's texts, choices, order and new
questions take their place in it.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from scoring.build_items import words_of
from scoring.errors import ScoringError
from scoring.result import Words
from scoring.sheet.content import Content
from scoring.xlsform.book import Form, FormRow, read_form
from scoring.xlsform.fresh import Fresh
from scoring.xlsform.lost import Lost
from scoring.xlsform.names import HELPERS, Meant, Names
from scoring.xlsform.outset import empty
from scoring.xlsform.survey import Row, Survey

SAID = ("type", "relevant", "constraint", "required", "calculation", "rule")
GROUND = ("clause", "source", "confidence", "max_points")
NOT_IN_A_FORM = Lost(
    "settings",
    "issuer, in_force, natures, kinds, conclusions",
    "a form has none: standard.yaml holds placeholders, write your own",
)
KNOWN = frozenset((*SAID, *GROUND, "name", "label", "hint", "parameters"))


def content_from(path: Path, old: Content | None) -> tuple[Content, list[Lost]]:
    """The version a form holds, on the ground of the one it was made from, and what is not in it.

    Raises ScoringError ``no-survey``, ``no-items`` and those of ``open_workbook``.
    """
    form = read_form(path)
    if old is not None:
        reading = _Reading(form, copy.deepcopy(old))
        return reading.content(), reading.lost
    reading = _Reading(form, empty(form))
    return reading.content(), [*reading.lost, NOT_IN_A_FORM]


class _Reading:
    """One pass over the questions of a form."""

    def __init__(self, form: Form, old: Content) -> None:
        self.form = form
        self.old = old
        self.lost = list(form.lost)
        self.names = Names(old)
        survey = Survey(old)
        self.told: dict[str, Row] = {
            row["name"]: row for row in survey.rows() if row["type"] != "end_group"
        }
        self.fresh = Fresh(form, self.lost)
        self.heads = {head["id"]: head for head in old.standard["chapters"]}
        self.items = {one["id"]: one for rows in old.chapters.values() for one in rows}
        self.chapters: dict[str, list[Any]] = {}
        self.facts: dict[str, Any] = {}
        self.groups: list[str] = []

    def content(self) -> Content:
        """Go through the survey, then put the version together."""
        for row in self.form.survey:
            self._row(row)
        if not any(self.chapters.values()):
            raise ScoringError(
                "no-items",
                "survey",
                "a question that becomes an item",
                "none",
                "ask yes or no, or give each choice points",
            )
        self._gone()
        head = {
            **self.old.standard,
            **self._settings(),
            "chapters": [self.heads[name] for name, rows in self.chapters.items() if rows],
        }
        if self.facts:
            head["facts"] = self.facts
        else:
            head.pop("facts", None)
        kept = {name: rows for name, rows in self.chapters.items() if rows}
        return Content(head, kept, self.old.findings, self.old.cases, self.old.texts)

    def _row(self, row: FormRow) -> None:
        kind = (
            row.get("type").replace("begin group", "begin_group").replace("end group", "end_group")
        )
        if kind == "end_group":
            self.groups = self.groups[:-1]
            return
        meant = self.names.meant.get(row.get("name"))
        if kind == "begin_group":
            self.groups.append(row.get("name"))
        if meant is not None:
            self._known(row, meant)
        elif kind == "begin_group":
            if row.get("name") != "facts":
                self._chapter(row)
        elif not self._helper(row.get("name")):
            self._new(row)

    def _known(self, row: FormRow, meant: Meant) -> None:
        """A row of the old version: its texts may have changed, its sense may not."""
        if meant.kind == "chapter":
            head = self.heads[meant.name]
            head["title"] = _words(head["title"], row.words("label"))
            self.chapters.setdefault(meant.name, [])
        elif meant.kind == "fact":
            fact = self.old.standard["facts"][meant.name]
            fact["title"] = _words(fact["title"], row.words("label"))
            fact["source"] = row.get("source") or fact["source"]
            self.facts[meant.name] = fact
        elif meant.kind == "item":
            self._item(row, self.items[meant.name])
        else:
            part = next(
                one for one in self.items[meant.name]["with"]["parts"] if one["id"] == meant.part
            )
            if row.words("label") != words_of(part.get("title", part["id"])):
                part["title"] = _words(part.get("title", part["id"]), row.words("label"))
        self._changed(row)

    def _item(self, row: FormRow, item: dict[str, Any]) -> None:
        item["title"] = _words(item["title"], row.words("label"))
        item["look_for"] = _words(item["look_for"], row.words("hint"))
        item |= {key: row.get(key) for key in GROUND if row.get(key)}
        chapter = item["id"].partition(".")[0]
        self.chapters.setdefault(chapter, []).append(item)
        if item["rule"] in ("choice", "best_of"):
            known = {one["id"]: one for one in item["with"]["options"]}
            _, _, name = row.get("type").partition(" ")
            options = [self._option(one, known) for one in self.form.choices.get(name, ())]
            item["with"]["options"] = [one for one in options if one is not None]

    def _option(self, row: FormRow, known: dict[str, Any]) -> dict[str, Any] | None:
        """An option; a new one needs points of its own."""
        name, points = row.get("name"), row.get("points")
        if name not in known and not points:
            self.lost.append(Lost(row.at, f"option {name}", "it has no points: add them"))
            return None
        option = dict(known.get(name, {"id": name}))
        if row.words("label") != words_of(option.get("title", name)):
            option["title"] = _words(option.get("title", name), row.words("label"))
        return option | ({"points": points} if points else {})

    def _changed(self, row: FormRow) -> None:
        """Name every column that says something else than the version does."""
        told = self.told.get(row.get("name"), {})
        for column in SAID:
            if row.get(column) != told.get(column, "") and (row.get(column) or column != "rule"):
                what = f"{column}: {row.get(column) or 'emptied'}"
                self.lost.append(Lost(row.at, what, "the version's own is kept: change it there"))
        for column, text in row.cells.items():
            if column.partition("::")[0] not in KNOWN:
                self.lost.append(Lost(row.at, f"{column}: {text}", "a checklist has no such thing"))

    def _chapter(self, row: FormRow) -> None:
        """A new group on top is a new chapter; a group inside one is none."""
        name = row.get("name").lower().replace("_", "-")
        if len(self.groups) > 1:
            what = f"group {row.get('name')}"
            self.lost.append(Lost(row.at, what, "its questions go to the chapter around it"))
            return
        self.heads.setdefault(name, {"id": name, "title": self.fresh.title_of(row)})
        self.chapters.setdefault(name, [])

    def _new(self, row: FormRow) -> None:
        chapter = self._current()
        item = self.fresh.item(row, chapter)
        if item is not None and item["id"] not in self.items:
            self.items[item["id"]] = item
            self.chapters.setdefault(chapter, []).append(item)
            return
        fact = self.fresh.fact(row) if item is None else None
        name = row.get("name").lower().replace("-", "_")
        if fact is not None and name not in self.facts:
            self.facts[name] = fact
            return
        what = f"{row.get('type')} {row.get('name')}"
        self.lost.append(Lost(row.at, what, "no item and no fact can be made of it"))

    def _current(self) -> str:
        """The chapter that the open groups are in; questions outside stand in one of their own."""
        for group in self.groups:
            meant = self.names.meant.get(group)
            if meant is not None and meant.kind == "chapter":
                return meant.name
        name = self.groups[0].lower().replace("_", "-") if self.groups else "form"
        if name not in self.heads:
            title = self.form.settings.get("form_title") or name
            self.heads[name] = {"id": name, "title": {"zh": title, "en": title}}
        return name

    def _helper(self, name: str) -> bool:
        """A question that the form asks beside an item: no part of the checklist."""
        stem = next((name.removesuffix(end) for end in HELPERS if name.endswith(end)), "")
        return stem in self.names.meant or name.startswith("context_")

    def _settings(self) -> dict[str, Any]:
        """Title and version as the form has them."""
        title, version = (self.form.settings.get(key) for key in ("form_title", "version"))
        old = self.old.standard
        changed: dict[str, Any] = {"version": version} if version else {}
        if title and title != old["title"]["zh"]:
            changed["title"] = {"zh": title, "en": old["title"]["en"]}
        return changed

    def _gone(self) -> None:
        """Name what the version has and the form has not."""
        kept = {one["id"] for rows in self.chapters.values() for one in rows}
        for code in self.items:
            if code not in kept:
                self.lost.append(Lost("survey", f"item {code}", "no question asks it any more"))
        for name in self.old.standard.get("facts", {}):
            if name not in self.facts:
                self.lost.append(Lost("survey", f"fact {name}", "no question asks it any more"))


def _words(old: Any, new: Words) -> Any:
    """A text as it was, or the form's where that says something else."""
    before = words_of(old)
    after = Words(new.zh or before.zh, new.en or before.en)
    return old if after == before else {"zh": after.zh, "en": after.en}
