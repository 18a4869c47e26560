"""Taking in the rules on duties (履职事项规则)."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from backend.duties import kind_files
from backend.duties.models import DutyKind
from backend.duties.refusals import KindUnusable
from backend.duties.sources import SOURCES
from backend.oplog.services import record


@transaction.atomic
def load_kinds(folder: Path = kind_files.FOLDER, actor: str = "system") -> int:
    """Enter the kinds that are new; give how many. A row that stands never changes.

    Raises KindUnusable for a row whose content changed without a new date, or that no source
    can read.
    """
    new = 0
    for told in kind_files.rows(folder):
        if told["code"] not in SOURCES:
            raise KindUnusable(expected=" | ".join(SOURCES), came=told["code"])
        row, made = DutyKind.objects.get_or_create(
            code=told["code"], valid_from=told["valid_from"], defaults=told
        )
        if not made and row.digest != told["digest"]:
            raise KindUnusable(
                f"{row} changed",
                expected=row.digest[:16],
                came=told["digest"][:16],
                do="give the new rule its own valid_from",
            )
        new += made
    if new:
        record(kind="duty-kinds.loaded", subject="duty-kinds", actor=actor, body={"new": new})
    return new
