"""Proposing and publishing a version, by two persons (提请发布, 发布)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.core import clock
from backend.standards.folder import checked, folder_of, unpacked
from backend.standards.models import ChecklistVersion
from backend.standards.refusals import (
    ChecklistChanged,
    ChecklistNotDraft,
    ChecklistNotProposed,
    SamePersonPublishes,
)
from backend.standards.services.drafts import State, locked, log


@transaction.atomic
def propose_checklist(*, checklist_id: UUID, by: Person) -> ChecklistVersion:
    """Ask for publication (提请发布); raises ChecklistNotDraft, ChecklistChanged."""
    found = locked(checklist_id)
    if found.state == State.PROPOSED and found.proposed_by_id == by.pk:
        return found
    if found.state != State.DRAFT:
        raise ChecklistNotDraft(expected="草稿", came=found.get_state_display())
    _refuse_changed(found)
    found.state, found.proposed_by, found.proposed_at = State.PROPOSED, by, clock.now()
    found.save(update_fields=["state", "proposed_by", "proposed_at"])
    log("proposed", found, by)
    return found


@transaction.atomic
def publish_checklist(*, checklist_id: UUID, by: Person) -> ChecklistVersion:
    """Publish and freeze a proposed version (发布); another person than who proposed it.

    Raises SamePersonPublishes, ChecklistNotProposed, ChecklistChanged.
    """
    found = locked(checklist_id)
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
    log("published", found, by)
    return found


def _refuse_changed(found: ChecklistVersion) -> None:
    """What is proposed and published is what lies in the folder now, or what was uploaded."""
    if found.origin == ChecklistVersion.Origin.UPLOAD:
        with unpacked(found.files) as folder:
            now = checked(folder)
    else:
        now = checked(folder_of(found.standard, found.version))
    if now.digest != found.digest:
        raise ChecklistChanged(
            expected=f"摘要 {found.digest}", came=f"摘要 {now.digest}", do="重新载入后再提请发布"
        )
