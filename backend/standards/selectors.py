"""Reading checklist versions, starting from who asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language, gettext

from backend.accounts.roles import OFFICE, Role
from backend.accounts.selectors import Caller, roles_of
from backend.core.refusals import Missing
from backend.standards.folder import cases_in, folders, restored
from backend.standards.models import ChecklistImport, ChecklistVersion
from backend.standards.reading import Explained, Reading, explained
from backend.standards.reading.conditions import Sentences
from backend.standards.reading.results import Results
from backend.standards.reading.words import said
from backend.standards.workbook import written_workbook
from scoring import Standard as Standard  # noqa: PLC0414 (named for apps below the engine)
from scoring.cases import best_answers, run_case
from scoring.diff import compare
from scoring.diff.words import value_of
from scoring.improve import improve

_READ_DRAFTS = frozenset(OFFICE) - {Role.INSPECTOR}


def visible_to(person: Caller) -> QuerySet[ChecklistVersion]:
    """Give the versions a person may read: published ones; the office reads drafts too."""
    rows = ChecklistVersion.objects.defer("files", "bundle")
    if roles_of(person) & _READ_DRAFTS:
        return rows
    return rows.filter(state=ChecklistVersion.State.PUBLISHED)


def one_of(person: Caller, standard: str, version: str) -> ChecklistVersion:
    """Give a version that the person may read; raises Missing."""
    rows = visible_to(person).select_related("loaded_by", "proposed_by", "published_by")
    found = rows.filter(standard=standard, version=version).first()
    if found is None:
        raise Missing("没有这一版检查标准，或者尚未发布", came=f"{standard}/{version}")
    return found


def imports_of(person: Caller) -> QuerySet[ChecklistImport]:
    """Give the workbooks somebody uploaded."""
    return ChecklistImport.objects.filter(uploaded_by_id=person.pk).select_related("checklist")


def published(standard: str, on: date) -> ChecklistVersion | None:
    """Give the published version of a standard in force on a day; the latest where two are.

    A demonstration never is in force.
    """
    holds = Q(in_force_to__isnull=True) | Q(in_force_to__gte=on)
    rows = ChecklistVersion.objects.exclude(bundle__has_key="demonstration").filter(
        holds, standard=standard, state=ChecklistVersion.State.PUBLISHED, in_force_from__lte=on
    )
    return rows.order_by("-in_force_from", "-published_at").first()


@lru_cache(maxsize=32)
def by_digest(digest: str) -> Standard:
    """Give the version with this digest, ready to grade; kept in memory, as it never changes.

    Raises Missing when no version has it.
    """
    files = ChecklistVersion.objects.filter(digest=digest).values_list("files", flat=True).first()
    if files is None:
        raise Missing(f"no checklist with digest {digest}", came=digest)
    standard = restored(files)
    assert standard.digest == digest, f"{standard.id} restored as {standard.digest}"
    return standard


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter of a version (分项): its title and the codes of its items."""

    title: str
    items: tuple[str, ...]


def outline(digest: str) -> tuple[Part, ...]:
    """Give the chapters of a version with their items; raises Missing."""
    chapters = by_digest(digest).chapters
    return tuple(Part(c.title.zh, tuple(item.code for item in c.items)) for c in chapters)


def bundle_for(person: Caller, digest: str) -> dict[str, object] | None:
    """Give the bundle a tablet needs; None when there is none the person may read."""
    rows = visible_to(person).filter(digest=digest)
    return rows.values_list("bundle", flat=True).first()


def reading_of(digest: str) -> Reading:
    """Give a version in words, in the reader's language; raises Missing."""
    return _reading(digest, get_language() or "")


@lru_cache(maxsize=32)
def _reading(digest: str, language: str) -> Reading:
    return Reading(by_digest(digest), _files(digest))


@lru_cache(maxsize=32)
def cases_of(digest: str) -> list[dict[str, Any]]:
    """Give the worked cases of a version as they stand in its file; raises Missing."""
    return cases_in(_files(digest))


def explained_case(digest: str, number: int) -> Explained:
    """Grade one worked case of a whole visit and put it into words; number: from 1."""
    standard, case = by_digest(digest), cases_of(digest)[number - 1]
    way = None
    if standard.levels and not {"settings", "places"} & case.keys():
        visit = dict(case["visit"])
        if case.get("everything") == "best":
            given = best_answers(standard) | visit.get("answers", {})
            visit["answers"] = {k: v for k, v in given.items() if v != "not answered"}
        way = improve(standard, visit)
    return explained(standard, run_case(standard, case), way)


def _files(digest: str) -> dict[str, str]:
    files = ChecklistVersion.objects.filter(digest=digest).values_list("files", flat=True).first()
    if files is None:
        raise Missing(f"no checklist with digest {digest}", came=digest)
    return dict(files)


@lru_cache(maxsize=32)
def differences(old: str, new: str) -> dict[str, Any]:
    """Compare two versions by their digests, clause by clause (版本比对); raises Missing."""
    return compare(by_digest(old), by_digest(new)).as_json()


def value_word(field: str, value: str | None) -> str | None:
    """Say a field's value of a comparison in the reader's language; None for nothing."""
    return None if value is None else said(value_of(tuple(field.split(".")), value))


def compared_with(found: ChecklistVersion, on: date) -> ChecklistVersion | None:
    """Give what a version is held against: the published one in force, else the last one."""
    in_force = published(found.standard, on)
    if in_force is not None and in_force.pk != found.pk:
        return in_force
    rows = ChecklistVersion.objects.filter(
        standard=found.standard, state=ChecklistVersion.State.PUBLISHED
    )
    older = rows.exclude(pk=found.pk).order_by("-in_force_from", "-published_at")
    return older.filter(in_force_from__lte=found.in_force_from).first()


@dataclass(frozen=True, slots=True)
class Preview:
    """What an uploaded workbook would become: beside what is stored, and what is in force."""

    reading: Reading
    stored: ChecklistVersion | None
    before: ChecklistVersion | None
    change: dict[str, Any] | None


def preview_of(found: ChecklistImport, on: date) -> Preview:
    """Read a sound import as the version it would become."""
    standard = restored(found.files)
    rows = ChecklistVersion.objects.defer("files", "bundle")
    stored = rows.filter(standard=standard.id, version=standard.version).first()
    before = published(standard.id, on)
    change = compare(by_digest(before.digest), standard).as_json() if before else None
    return Preview(Reading(standard, found.files), stored, before, change)


def workbook_of(found: ChecklistVersion) -> bytes:
    """Give a version as a workbook; raises ChecklistNotForWorkbook."""
    return written_workbook(_files(found.digest))


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of checklists/ that is not what is stored: new, or changed since."""

    standard: str
    version: str
    known: bool


def waiting_folders() -> list[Folder]:
    """Give the folders that could be loaded now (待载入)."""
    rows = ChecklistVersion.objects.values_list("standard", "version", "digest", "state")
    stored = {(standard, version): (digest, state) for standard, version, digest, state in rows}
    waiting = []
    for standard, version, digest in folders():
        known = stored.get((standard, version))
        if known is None or known[0] != digest:
            waiting.append(Folder(standard, version, known is not None))
    return waiting


class ResultNames:
    """The words of one version's results and rules; ids where the version is gone."""

    def __init__(self, standard: Standard | None) -> None:
        self._levels: dict[str, str] = {}
        self._rules: dict[str, str] = {}
        self._items: dict[str, str] = {}
        if standard is not None:
            results = Results(standard, Sentences(standard))
            self._levels = results.levels | {c.id: said(c.title) for c in standard.conclusions}
            self._items = {item.code: said(item.title) for item in standard.items}
            require = [one for level in standard.levels for one in level.require]
            titles = [(one.id, one.title) for one in standard.limits]
            titles += [(one.id, one.title) for one in standard.steps]
            titles += [(one.id, one.title) for one in require]
            self._rules = {name: said(title) for name, title in titles if title}

    def level(self, name: str) -> str:
        """Give the title of a level or conclusion; 无 for none."""
        return self._levels.get(name, name) if name else gettext("无")

    def item(self, code: str) -> str:
        """Give the title of an item."""
        return self._items.get(code, code)

    def rule(self, name: str, other: ResultNames | None = None) -> str:
        """Give the title of a limit, step, condition or item; other: where else to look."""
        found = self._rules.get(name) or self._items.get(name)
        return found or (other.rule(name) if other else name)


def result_names(digest: str) -> ResultNames:
    """Give the words of a version's results in the reader's language."""
    try:
        return ResultNames(by_digest(digest))
    except Missing:
        return ResultNames(None)
