"""Everything a workbook carries of one version: the data of its files and its texts (内容)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring.assemble import CASES, FINDINGS, STANDARD
from scoring.checklist import Standard
from scoring.loader import read_yaml
from scoring.sheet.tables import LINES
from scoring.sheet.text import file_text


@dataclass(frozen=True, slots=True)
class Content:
    """The data of standard.yaml, the chapters, findings.yaml, cases.yaml, and the texts."""

    standard: Mapping[str, Any]
    chapters: Mapping[str, list[Any]]
    findings: list[Any]
    cases: list[Any]
    texts: Mapping[str, list[str]]  # file name → its lines

    def as_data(self) -> dict[str, Any]:
        """What decides a result or is printed, without what is empty and so left out."""
        return {
            "standard": tidy(self.standard),
            "chapters": tidy(self.chapters),
            "findings": tidy(self.findings),
            "cases": tidy(self.cases),
            "texts": {name: text for name, text in self._texts() if text},
        }

    def files(self) -> dict[str, str]:
        """The files of the folder, by name."""
        files = {STANDARD: file_text(self.standard), CASES: file_text(self.cases)}
        files |= {f"{name}.yaml": file_text(rows) for name, rows in self.chapters.items()}
        if self.findings:
            files[FINDINGS] = file_text(self.findings)
        return files | {name: f"{text}\n" for name, text in self._texts() if text}

    def _texts(self) -> Iterator[tuple[str, str]]:
        """Each text without the blanks at the ends of its lines and below it."""
        for name, lines in self.texts.items():
            yield name, "\n".join(line.rstrip() for line in lines).strip("\n")


def content_of(standard: Standard, folder: Path) -> Content:
    """What a loaded version and its folder hold."""
    texts = {
        name: (folder / name).read_text(encoding="utf-8").split("\n")
        for name in LINES.values()
        if (folder / name).exists()
    }
    return Content(
        standard.raw["standard"],
        standard.raw["chapters"],
        [dict(one) for one in standard.findings],
        read_yaml(folder / CASES) or [],
        texts,
    )


def tidy(value: Any, *, free: bool = False) -> Any:
    """Data in the one form a sheet can carry: empty lists, objects and nulls are left out.

    free: inside conditions, tables and answers, where each of them has a meaning.
    """
    if isinstance(value, Mapping):
        within = {k: tidy(v, free=free or k in AS_WRITTEN) for k, v in value.items()}
        return within if free else {k: v for k, v in within.items() if v not in (None, [], {})}
    if isinstance(value, list):
        return [tidy(one, free=free) for one in value]
    return value


AS_WRITTEN = frozenset(
    (
        *("when", "that", "sum", "cuts", "table", "worst_of"),
        *("answer", "answers", "facts", "context", "settings", "places", "expect"),
    )
)
