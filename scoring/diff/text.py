"""A comparison as readable text (比对说明), in Chinese or English."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.diff.compare import Diff, Entry
from scoring.diff.fields import Row
from scoring.diff.words import FIELDS, value_of
from scoring.readable import Language
from scoring.result import Words

SIGNS = {"added": "+", "removed": "-", "changed": "~"}
SAY = {
    "items": Words(
        "项目：新增 {added}，删去 {removed}，修改 {changed}，未变 {same}",
        "items: {added} added, {removed} removed, {changed} changed, {same} the same",
    ),
    "standard": Words("标准", "standard"),
    "chapters": Words("分项", "chapters"),
    "list": Words("项目", "items"),
    "facts": Words("数据", "facts"),
    "findings": Words("问题—条款库", "findings"),
    "from": Words("（沿用 {codes}）", " (carries on {codes})"),
    "nothing": Words("内容相同", "the same content"),
    "bytes": Words(
        "内容相同；案例、说明或排版不同（摘要不同）",
        "the same content; cases, notes or layout differ (other digest)",
    ),
}


def diff_text(diff: Diff, language: Language) -> str:
    """The whole comparison; what is the same is only counted."""
    return "\n".join(_Teller(language).lines(diff)) + "\n"


class _Teller:
    """Turns entries into lines of one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def say(self, word: str, **parts: object) -> str:
        return self.words(SAY[word]).format(**parts)

    def words(self, words: Words) -> str:
        return words.zh if self.language == "zh" else words.en

    def lines(self, diff: Diff) -> Iterator[str]:
        old, new = diff.old, diff.new
        yield f"{old.id} {old.version} → {new.id} {new.version}"
        yield self.say("items", **diff.count())
        if not diff.different:
            yield self.say("nothing" if old.digest == new.digest else "bytes")
            return
        if diff.standard:
            yield from ("", self.say("standard"))
            yield from (self._row(row, "  ") for row in diff.standard)
        yield from self._part(self.say("chapters"), diff.chapters)
        yield from self._part(self.say("list"), diff.items)
        for section in dict.fromkeys(one.head["section"] for one in diff.rules):
            among = [one for one in diff.rules if one.head["section"] == section]
            yield from self._part(self.words(FIELDS[section]), among)
        yield from self._part(self.say("facts"), diff.facts)
        yield from self._part(self.say("findings"), diff.findings)

    def _part(self, title: str, entries: tuple[Entry, ...] | list[Entry]) -> Iterator[str]:
        told = [one for one in entries if one.state != "same"]
        if told:
            yield from ("", title)
        for one in told:
            yield f"{SIGNS[one.state]} {self._named(one)}"
            yield from (self._row(row, "    ") for row in one.rows)

    def _named(self, entry: Entry) -> str:
        head = entry.head
        name = next(head[key] for key in ("code", "chapter", "name", "id") if key in head)
        title = f" {head['title'][self.language]}" if head.get("title") else ""
        clause = f"〔{head['clause']}〕" if head.get("clause") else ""
        before = head.get("old_codes", [])
        carried = self.say("from", codes=", ".join(before)) if before not in ([], [name]) else ""
        return " ".join(f"{name}{title}{clause}{carried}".split())

    def _row(self, row: Row, indent: str) -> str:
        label = row.as_json()["label"][self.language]
        before, after = (self.words(value_of(row.path, one)) for one in (row.before, row.after))
        told = after if row.before is None else f"{before} → {after}"
        return f"{indent}{label}: {' '.join(told.split())}"
