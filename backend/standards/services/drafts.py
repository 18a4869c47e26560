"""Keeping a checked version as a draft: what loading a folder and a workbook share."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from backend.accounts.models import Person
from backend.core import clock
from backend.core.refusals import Missing
from backend.oplog.services import record
from backend.standards.models import ChecklistVersion
from backend.standards.refusals import ChecklistFrozen
from scoring import Standard

State = ChecklistVersion.State


def keep_draft(
    read: Standard, files: dict[str, str], *, origin: str, by: Person
) -> ChecklistVersion:
    """Keep a sound version as a draft and log it; the same content again changes nothing.

    Raises ChecklistFrozen when the version is published and its content differs.
    """
    rows = ChecklistVersion.objects.select_for_update()
    before = rows.filter(standard=read.id, version=read.version).first()
    if before and before.digest == read.digest:
        return before
    refuse_frozen(before, read.digest)
    found, _ = ChecklistVersion.objects.update_or_create(
        standard=read.id,
        version=read.version,
        defaults=_values(read, files) | _as_draft(by) | {"origin": origin},
    )
    log("loaded", found, by)
    return found


def refuse_frozen(before: ChecklistVersion | None, digest: str) -> None:
    """A published version keeps its content; raises ChecklistFrozen."""
    if before and before.state == State.PUBLISHED and before.digest != digest:
        raise ChecklistFrozen(
            expected=f"摘要 {before.digest}",
            came=f"摘要 {digest}",
            do="恢复原文件，更正内容请另立新版本",
        )


def locked(checklist_id: UUID) -> ChecklistVersion:
    """Lock a version for this transaction; raises Missing."""
    found = ChecklistVersion.objects.select_for_update().filter(pk=checklist_id).first()
    if found is None:
        raise Missing(f"no checklist {checklist_id}")
    return found


def log(verb: str, found: ChecklistVersion, by: Person) -> None:
    """Write what was done with a version."""
    body = {"standard": found.standard, "version": found.version, "digest": found.digest}
    record(kind=f"checklist.{verb}", subject=str(found.pk), actor=str(by.pk), body=body)


def _values(read: Standard, files: dict[str, str]) -> dict[str, Any]:
    term = read.raw["standard"]["in_force"]
    return {
        "digest": read.digest,
        "title_zh": read.title.zh,
        "title_en": read.title.en,
        "provisional": read.provisional,
        "item_count": len(read.items),
        "files": files,
        "bundle": read.bundle(),
        "in_force_from": date.fromisoformat(term["from"]),
        "in_force_to": date.fromisoformat(term["to"]) if term.get("to") else None,
    }


def _as_draft(by: Person) -> dict[str, Any]:
    return {
        "state": State.DRAFT,
        "loaded_at": clock.now(),
        "loaded_by": by,
        "proposed_at": None,
        "proposed_by": None,
    }
