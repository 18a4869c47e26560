"""From an uploaded workbook to a draft (检查标准导入): checked and shown, then all or nothing."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.core import clock
from backend.core.refusals import Missing
from backend.oplog.services import record
from backend.standards.folder import checked, unpacked
from backend.standards.models import ChecklistImport, ChecklistVersion
from backend.standards.refusals import ChecklistImportFaulty
from backend.standards.services.drafts import keep_draft, refuse_frozen
from backend.standards.workbook import read_workbook
from scoring import Standard

State = ChecklistImport.State


@transaction.atomic
def import_checklist(*, data: bytes, file_name: str, by: Person) -> ChecklistImport:
    """Read a workbook and say what it holds, or what is wrong with it; no version is made yet.

    The same file again is read again, until it was applied.
    Raises ChecklistWorkbookUnusable for a file that cannot be opened, ChecklistFrozen when that
    version is published with other content.
    """
    digest = hashlib.sha256(data).hexdigest()
    before = ChecklistImport.objects.filter(uploaded_by=by, file_digest=digest).first()
    if before and before.state == State.APPLIED:
        return before
    read = read_workbook(data)
    if read.standard is not None:
        refuse_frozen(_stored(read.standard), read.standard.digest)
    found, _ = ChecklistImport.objects.update_or_create(
        uploaded_by=by,
        file_digest=digest,
        defaults={
            "file_name": file_name[:200],
            "uploaded_at": clock.now(),
            "state": State.FAULTY if read.faults else State.READY,
            "digest": read.standard.digest if read.standard else "",
            "files": read.files,
            "faults": read.faults,
        },
    )
    body = {"digest": digest, "faults": len(read.faults)}
    record(kind="checklist.previewed", subject=str(found.pk), actor=str(by.pk), body=body)
    return found


@transaction.atomic
def apply_checklist_import(*, import_id: UUID, by: Person) -> ChecklistVersion:
    """Keep a previewed workbook as a draft, whole; twice is once.

    Raises ChecklistImportFaulty when it has faults, ChecklistFrozen when that version is
    published with other content.
    """
    found = ChecklistImport.objects.select_for_update().filter(pk=import_id, uploaded_by=by).first()
    if found is None:
        raise Missing(f"no import {import_id} of yours")
    if found.checklist is not None:
        return found.checklist
    _refuse_faulty(found)
    with unpacked(found.files) as folder:
        read = checked(folder)
    made = keep_draft(read, found.files, origin=ChecklistVersion.Origin.UPLOAD, by=by)
    found.state, found.checklist, found.applied_at = State.APPLIED, made, clock.now()
    found.save(update_fields=["state", "checklist", "applied_at"])
    body = {"file": found.file_digest, "version": str(made.pk), "digest": made.digest}
    record(kind="checklist.imported", subject=str(found.pk), actor=str(by.pk), body=body)
    return made


def _stored(read: Standard) -> ChecklistVersion | None:
    rows = ChecklistVersion.objects.filter(standard=read.id, version=read.version)
    return rows.first()


def _refuse_faulty(found: ChecklistImport) -> None:
    if found.state == State.FAULTY:
        raise ChecklistImportFaulty(
            expected="没有错误的工作簿",
            came=f"{len(found.faults)} 处错误",
            do="按错误清单改正后重新上传",
            errors=found.faults,
        )
