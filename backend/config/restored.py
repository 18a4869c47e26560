"""What a database needs before anybody works on it again after a restore (恢复备份后的收尾).

In order: what was taken back since the backup, the public log, destroyed keys, half uploads,
logins, numbers that may be out already, a new epoch for the tablets.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from backend.accounts.services.sessions import end_all_sessions
from backend.keys import destroyed
from backend.oplog.services import record
from backend.papers.services import skip_numbers
from backend.publication.services import end_as_logged, levels_as_logged
from backend.sync.services.standing import begin_epoch
from backend.sync.uploads.expiry import free_partial
from backend.translog import store
from backend.translog.models import Forgotten, Opening, Place
from backend.translog.sequencer import openings, tree
from backend.translog.sequencer.run import run
from backend.translog.services import TAKEN_DOWN, WITHDRAWN

Taken = tuple[str, str, str]  # kind of the entry, id of what it was about, its hash


def taken_back() -> list[Taken]:
    """Name what the log's list forgot since this backup, while its openings are still here."""
    after = openings.forgotten_key(openings.last_number())
    found: list[Taken] = []
    for some in store.batches(store.names(store.FORGOTTEN, after), 500):
        indexes = [json.loads(store.get(key))["index"] for key in some]
        rows = Opening.objects.filter(leaf__place__index__in=indexes).select_related("leaf")
        found += [(row.kind, row.subject_id, bytes(row.leaf.hash).hex()) for row in rows]
    return found


def settle_log() -> dict[str, int]:
    """Agree with the published log; give how many entries and forgotten ones came back.

    Raises what stops the log: nothing may be restored over a contradiction.
    """
    entries, forgotten = tree.size_here(), Forgotten.objects.filter(number__isnull=False).count()
    run(seconds=3600, compare_list=True)
    openings.put_back_forgotten()
    last = Forgotten.objects.filter(number__isnull=False).count()
    return {
        "entries_taken_back": tree.size_here() - entries,
        "openings_forgotten": last - forgotten,
    }


def since(index: int, most: int) -> list[dict[str, Any]]:
    """Name the entries from an index on: what the office had shown since the backup."""
    rows = Place.objects.filter(index__gte=index).select_related("leaf", "leaf__opening")
    told = []
    for row in rows.order_by("index")[:most]:
        opened = getattr(row.leaf, "opening", None)
        about = {"about": f"{opened.subject_type} {opened.subject_id}"} if opened else {}
        told.append({"index": row.index, "kind": row.leaf.kind, **about})
    return told


@transaction.atomic
def settle_rows(taken: list[Taken], numbers: int, backup: dict[str, Any]) -> dict[str, int]:
    """Apply to the rows what happened since the backup and is known; one event says so."""
    told = {
        "publications_taken_off": sum(_end(one) for one in taken),
        "levels_moved": levels_as_logged(),
        "keys_destroyed_again": destroyed.take_back(),
        "logins_ended": end_all_sessions(actor="system"),
        "uploads_begun_anew": free_partial(),
        "numbers_void": skip_numbers(count=numbers),
    }
    record(kind="backup.restored", subject="system", actor="system", body={**backup, **told})
    begin_epoch()
    return told


def _end(one: Taken) -> int:
    kind, subject, entry = one
    said = Q(kind=TAKEN_DOWN) | Q(kind=WITHDRAWN)
    how = Opening.objects.filter(said, subject_type="entry", subject_id=entry).first()
    try:
        subject_id = UUID(subject)
    except ValueError:
        return 0  # not about anything that is shown
    as_kind = how.kind if how else WITHDRAWN
    return end_as_logged(kind=kind, subject_id=subject_id, as_kind=as_kind)
