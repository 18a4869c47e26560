"""Bringing sheets of sites into the register (名录导入): preview, then all or nothing."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from backend.accounts.models import Person, Region
from backend.accounts.roles import Role
from backend.accounts.selectors import scope
from backend.core import clock
from backend.core.refusals import Missing
from backend.oplog.services import record
from backend.registers.models import FacilityKind, SiteImport
from backend.registers.models.sites import on
from backend.registers.refusals import SiteImportFaulty, SiteImportMovedOn
from backend.registers.services.snapshot import snapshot
from backend.registers.services.write import write
from backend.registers.sheet import rows as sheet_rows
from backend.registers.sheet.columns import Fault
from backend.registers.sheet.plan import Step, plan
from backend.registers.sheet.workbook import read_table

_ONE_AT_A_TIME = 7_320_001  # advisory lock: numbers are given out by one import at a time


@transaction.atomic
def import_sites(*, data: bytes, file_name: str, by: Person) -> SiteImport:
    """Read a sheet and say what it would do; nothing enters the register yet.

    The same file again is read again, until it was applied.
    Raises a Workbook… refusal for a file that cannot be read at all.
    """
    digest = hashlib.sha256(data).hexdigest()
    before = SiteImport.objects.filter(uploaded_by=by, file_digest=digest).first()
    if before and before.state == SiteImport.State.APPLIED:
        return before
    table = read_table(data)
    known = sheet_rows.Known(_districts(by), _kinds(), clock.today())
    drafts = [sheet_rows.read_row(row, table.letters, known) for row in table.rows]
    faults = [fault for draft in drafts for fault in draft.faults]
    good = [draft for draft in drafts if not draft.faults]
    steps, more = plan(good, table.letters, snapshot(good, known.regions))
    faults = sorted(
        [*faults, *more], key=lambda fault: (fault.row, len(fault.column), fault.column)
    )
    read = [{"row": draft.number, "values": draft.values} for draft in drafts]
    found, _ = SiteImport.objects.update_or_create(
        uploaded_by=by,
        file_digest=digest,
        defaults={
            "file_name": file_name[:200],
            "uploaded_at": clock.now(),
            "parsed": {
                "letters": table.letters,
                "rows": [] if faults else read,
                "count": len(drafts),
            },
            **_outcome(steps, faults),
        },
    )
    body = {"digest": digest, "rows": len(drafts), "faults": len(faults)}
    record(kind="sites.previewed", subject=str(found.pk), actor=str(by.pk), body=body)
    return found


@transaction.atomic
def apply_site_import(*, import_id: UUID, by: Person) -> SiteImport:
    """Write a previewed sheet into the register, whole; twice is once.

    Raises SiteImportFaulty when it has errors, SiteImportMovedOn when the register has changed
    so that the rows would do something else than was shown.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
    found = SiteImport.objects.select_for_update().filter(pk=import_id, uploaded_by=by).first()
    if found is None:
        raise Missing(f"no import {import_id} of yours")
    if found.state == SiteImport.State.APPLIED:
        return found
    _refuse_faulty(found)
    steps = _planned_again(found, by)
    write(steps, actor=str(by.pk), source=f"site-import {found.file_digest}")
    found.state, found.applied_at = SiteImport.State.APPLIED, clock.now()
    found.save(update_fields=["state", "applied_at"])
    body = {"digest": found.file_digest, **counts(found)}
    record(kind="sites.imported", subject=str(found.pk), actor=str(by.pk), body=body)
    return found


def counts(found: SiteImport) -> dict[str, int]:
    """Count the rows by what they do."""
    actions = [row["action"] for row in found.rows]
    return {action: actions.count(action) for action in ("new", "change", "same")}


def _refuse_faulty(found: SiteImport) -> None:
    if found.state == SiteImport.State.FAULTY:
        raise SiteImportFaulty(
            expected="没有错误的导入表",
            came=f"{len(found.faults)} 处错误",
            do="按错误清单改正后重新上传",
            errors=found.faults,
        )


def _planned_again(found: SiteImport, by: Person) -> list[Step]:
    """Plan the stored rows against the register of now; it must be what was shown."""
    drafts = [sheet_rows.Draft(row["row"], row["values"]) for row in found.parsed["rows"]]
    steps, faults = plan(drafts, found.parsed["letters"], snapshot(drafts, _districts(by)))
    if faults or [step.as_json() for step in steps] != found.rows:
        raise SiteImportMovedOn(
            expected="与预览一致", came="名录在预览之后有变动", do="重新上传并查看预览"
        )
    return steps


def _outcome(steps: list[Step], faults: list[Fault]) -> dict[str, Any]:
    return {
        "state": SiteImport.State.FAULTY if faults else SiteImport.State.READY,
        "rows": [] if faults else [step.as_json() for step in steps],
        "faults": [fault.as_json() for fault in faults],
    }


def _districts(by: Person) -> frozenset[str]:
    """Give the codes of the counties in which the person keeps the register."""
    mine = Region.objects.filter(scope(by, Role.REGISTRAR, field=""), level=Region.Level.COUNTY)
    return frozenset(mine.values_list("code", flat=True))


def _kinds() -> dict[str, str]:
    """Give every word for a kind in force today, and its code."""
    words: dict[str, str] = {}
    for kind in FacilityKind.objects.filter(on(clock.today())):
        words |= dict.fromkeys([kind.code, kind.name, *kind.local_names], kind.code)
    return words
