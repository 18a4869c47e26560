"""Loading, proposing and publishing checklist versions; two persons stand behind each."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.core import clock
from backend.core.refusals import Missing
from backend.oplog.services import record
from backend.standards.folder import checked, folder_of, texts
from backend.standards.models import ChecklistVersion
from backend.standards.refusals import (
    ChecklistChanged,
    ChecklistFrozen,
    ChecklistNotDraft,
    ChecklistNotProposed,
    SamePersonPublishes,
)
from scoring import Standard

State = ChecklistVersion.State


@transaction.atomic
def load_checklist(*, standard: str, version: str, by: Person) -> ChecklistVersion:
    """Read a version from the checklists folder and keep it as a draft (载入检查标准).

    Loading the same files again changes nothing; changed files make a draft of it again.
    Raises ChecklistNotFound, ChecklistFaulty, and ChecklistFrozen when the version is published
    and its files differ.
    """
    folder = folder_of(standard, version)
    read = checked(folder)
    before = (
        ChecklistVersion.objects.select_for_update()
        .filter(standard=read.id, version=read.version)
        .first()
    )
    if before and before.digest == read.digest:
        return before
    if before and before.state == State.PUBLISHED:
        raise ChecklistFrozen(
            expected=f"摘要 {before.digest}",
            came=f"摘要 {read.digest}",
            do="恢复原文件，更正内容请另立新版本",
        )
    found, _ = ChecklistVersion.objects.update_or_create(
        standard=read.id,
        version=read.version,
        defaults=_values(read, texts(folder)) | _as_draft(by),
    )
    _log("loaded", found, by)
    return found


@transaction.atomic
def propose_checklist(*, checklist_id: UUID, by: Person) -> ChecklistVersion:
    """Ask for publication (提请发布); raises ChecklistNotDraft, ChecklistChanged."""
    found = _locked(checklist_id)
    if found.state == State.PROPOSED and found.proposed_by_id == by.pk:
        return found
    if found.state != State.DRAFT:
        raise ChecklistNotDraft(expected="草稿", came=found.get_state_display(), do="刷新页面")
    _refuse_changed(found)
    found.state, found.proposed_by, found.proposed_at = State.PROPOSED, by, clock.now()
    found.save(update_fields=["state", "proposed_by", "proposed_at"])
    _log("proposed", found, by)
    return found


@transaction.atomic
def publish_checklist(*, checklist_id: UUID, by: Person) -> ChecklistVersion:
    """Publish and freeze a proposed version (发布); another person than who proposed it.

    Raises SamePersonPublishes, ChecklistNotProposed, ChecklistChanged.
    """
    found = _locked(checklist_id)
    if found.state == State.PUBLISHED and found.published_by_id == by.pk:
        return found
    if found.state != State.PROPOSED:
        raise ChecklistNotProposed(
            expected="已提请发布", came=found.get_state_display(), do="先由登记员提请发布"
        )
    if found.proposed_by_id == by.pk:
        raise SamePersonPublishes(expected="提请人以外的人员", came=by.name, do="请另一人发布")
    _refuse_changed(found)
    found.state, found.published_by, found.published_at = State.PUBLISHED, by, clock.now()
    found.save(update_fields=["state", "published_by", "published_at"])
    _log("published", found, by)
    return found


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


def _locked(checklist_id: UUID) -> ChecklistVersion:
    found = ChecklistVersion.objects.select_for_update().filter(pk=checklist_id).first()
    if found is None:
        raise Missing(f"no checklist {checklist_id}")
    return found


def _refuse_changed(found: ChecklistVersion) -> None:
    """What is proposed and published is what lies in the folder now."""
    now = checked(folder_of(found.standard, found.version))
    if now.digest != found.digest:
        raise ChecklistChanged(
            expected=f"摘要 {found.digest}", came=f"摘要 {now.digest}", do="重新载入后再提请发布"
        )


def _log(verb: str, found: ChecklistVersion, by: Person) -> None:
    body = {"standard": found.standard, "version": found.version, "digest": found.digest}
    record(kind=f"checklist.{verb}", subject=str(found.pk), actor=str(by.pk), body=body)
