"""A checklist folder made into a Standard, or the list of everything that is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scoring.build_items import chapter_of, fact_of, ground_of, item_of, words_of
from scoring.build_results import conclusion_of, level_of, limit_of, settings_of, span_of
from scoring.build_scales import main_base, ratings_of, step_of
from scoring.checklist import Chapter, Ground, Item, Standard
from scoring.errors import ScoringError
from scoring.loader import read_yaml_faults
from scoring.references import reference_faults
from scoring.shape import shape_faults

STANDARD, CASES, FINDINGS = "standard.yaml", "cases.yaml", "findings.yaml"
ChapterParts = tuple[Mapping[str, Any], list[tuple[Mapping[str, Any], Item]]]
BESIDES = (STANDARD, CASES, FINDINGS, "CHANGES.md", "README.md")


class BadChecklist(ScoringError):
    """A folder that is no usable checklist; carries every fault, speaks the first."""

    def __init__(self, faults: list[ScoringError]) -> None:
        first = faults[0]
        super().__init__(first.code, first.place, first.expected, first.came, first.do)
        self.faults = faults


def load(folder: Path | str) -> Standard:
    """Read and check one version of a standard (检查表版本).

    Worked cases are not run here; ``python -m scoring check`` runs them.
    Raises BadChecklist with every fault found, ScoringError ``no-folder`` where there is none.
    """
    standard, faults = load_with_faults(Path(folder))
    if standard is None or faults:
        raise BadChecklist(faults)
    return standard


def load_with_faults(folder: Path) -> tuple[Standard | None, list[ScoringError]]:
    """The standard, if its parts can be put together at all, and everything wrong with it."""
    if not folder.is_dir():
        raise ScoringError(
            "no-folder", folder.name or "folder", "a checklist folder", "none", "check the path"
        )
    raw, faults = _read(folder / STANDARD, "standard")
    if faults:
        return None, faults
    chapters, faults = _chapters(folder, raw)
    faults += _file_faults(folder, raw)
    findings: list[Any] = []
    if (folder / FINDINGS).exists():
        findings, more = _read(folder / FINDINGS, "findings")
        faults += more
    if faults:
        return None, faults
    return _standard(folder, raw, chapters, findings)


def folder_digest(folder: Path) -> str:
    """SHA-256 over every file's relative path and bytes, in path order (摘要)."""
    whole = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix().encode()
        body = path.read_bytes()
        whole.update(b"%d %s %d " % (len(name), name, len(body)) + body)
    return whole.hexdigest()


def _read(path: Path, shape: str) -> tuple[Any, list[ScoringError]]:
    raw, faults = read_yaml_faults(path)
    return raw, faults or shape_faults(raw, shape, path.name)


def _file_faults(folder: Path, raw: Mapping[str, Any]) -> list[ScoringError]:
    known = {f"{head['id']}.yaml" for head in raw["chapters"]} | set(BESIDES)
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
    faults = [
        ScoringError("unknown-file", f"{name}: -", "only files of the format", name, "remove it")
        for name in sorted(present - known)
    ]
    for name in (CASES, "CHANGES.md"):
        if name not in present:
            faults.append(
                ScoringError("file-missing", f"{name}: -", "the file", "none", f"add {name}")
            )
    return faults


def _chapters(
    folder: Path, raw: Mapping[str, Any]
) -> tuple[list[ChapterParts], list[ScoringError]]:
    """Per chapter head its items, raw and built."""
    settings = settings_of(raw)
    chapters, faults = [], []
    for head in raw["chapters"]:
        path = folder / f"{head['id']}.yaml"
        rows, shape = _read(path, "chapter")
        faults += shape
        items = []
        for row in rows if not shape else []:
            try:
                items.append((row, item_of(row, head["id"], path.name, settings)))
            except ScoringError as fault:
                faults.append(fault)
        chapters.append((head, items))
    return chapters, faults


def _standard(
    folder: Path,
    raw: Mapping[str, Any],
    parts: list[ChapterParts],
    findings: list[Any],
) -> tuple[Standard | None, list[ScoringError]]:
    ground = Ground(raw["document"], raw["source"], raw["confidence"])
    chapters = tuple(chapter_of(head, tuple(i for _, i in rows), ground) for head, rows in parts)
    try:
        ratings = ratings_of(raw)
        standard = Standard(
            id=raw["id"],
            version=raw["version"],
            digest=folder_digest(folder),
            title=words_of(raw["title"]),
            ground=ground,
            natures=tuple(raw["natures"]),
            chapters=chapters,
            facts={
                name: fact_of(name, fact, ground) for name, fact in raw.get("facts", {}).items()
            },
            settings=settings_of(raw),
            levels=tuple(level_of(one, [c.id for c in chapters]) for one in raw.get("levels", ())),
            limits=tuple(limit_of(one) for one in raw.get("limits", ())),
            conclusions=tuple(conclusion_of(one) for one in raw.get("conclusions", ())),
            incomplete=words_of(raw["incomplete"]) if "incomplete" in raw else None,
            findings=tuple(findings),
            raw={"standard": raw, "chapters": {h["id"]: [r for r, _ in rows] for h, rows in parts}},
            by_code={item.code: item for chapter in chapters for item in chapter.items},
            provisional=_provisional(raw, chapters),
            in_force=span_of(raw),
            ratings=ratings,
            steps=tuple(step_of(one) for one in raw.get("adjust", ())),
            base=main_base(raw, ratings),
            demonstration=words_of(raw["demonstration"]) if "demonstration" in raw else None,
        )
    except ScoringError as fault:
        return None, [fault]
    return standard, reference_faults(standard)


def _provisional(raw: Mapping[str, Any], chapters: tuple[Chapter, ...]) -> bool:
    """Whether anything that decides a result is not confirmed yet."""
    grounds = [ground_of(part).confidence for part in _stated(raw)]
    grounds += [chapter.ground.confidence for chapter in chapters]
    grounds += [item.ground.confidence for chapter in chapters for item in chapter.items]
    return "provisional" in grounds


def _stated(raw: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    levels, ratings = raw.get("levels", []), raw.get("ratings", [])
    settings = [raw.get(key) for key in ("rate_of", "total_as")]
    return [
        raw,
        *ratings,
        *(one for part in (raw, *ratings) for one in part.get("adjust", [])),
        *(one for rating in ratings for one in rating.get("limits", [])),
        *levels,
        *(one for level in levels for one in level.get("require", [])),
        *raw.get("limits", []),
        *raw.get("conclusions", []),
        *(one for one in settings if isinstance(one, dict)),
    ]
