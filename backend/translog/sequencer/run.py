"""One run of the sequencer: agree, number, publish, until nothing waits."""

from __future__ import annotations

import time

import structlog
from django.db import connection, transaction

from backend.translog.models import Waiting
from backend.translog.proof.faults import Fault
from backend.translog.sequencer import alarms, openings, tree
from backend.translog.sequencer.agreement import agree
from backend.translog.sequencer.upload import upload

log = structlog.get_logger(__name__)
LOCK = 7_310_030  # advisory lock: one sequencer at a time
BATCH = 1024
SECONDS = 20.0  # of one run; the next one carries on
MOVED = "checkpoint-moved"


def run(seconds: float = SECONDS, *, compare_list: bool = False) -> int:
    """Give places to what waits and publish it; give how many entries were numbered.

    compare_list: also compare the list of the forgotten with the bucket's, as after a restore.
    Nothing happens while another sequencer works; a contradiction stops the log and alarms.
    """
    done, until = 0, time.monotonic() + seconds
    try:
        while True:
            numbered = number(compare_list=compare_list)
            if numbered is None:
                return done
            done += numbered
            if not publish():  # who took over publishes these too
                return done
            if numbered < BATCH or time.monotonic() > until:
                break
    except Fault as fault:
        if fault.code == MOVED:
            log.warning("another sequencer was faster", fault=str(fault))
        else:
            alarms.halt(fault)
        return done
    alarms.resume()
    return done


@transaction.atomic
def number(*, compare_list: bool = False) -> int | None:
    """Number a batch and sign its checkpoint, in one transaction; None while another works."""
    if not _locked():
        return None
    agree()
    if compare_list and not openings.list_is_whole():
        openings.take_back_forgotten()
        openings.put_back_forgotten()
    waiting = list(Waiting.objects.select_related("leaf").order_by("pk")[:BATCH])
    if waiting:
        edge = tree.edge_at(tree.size_here())
        tree.grow(edge, [row.leaf for row in waiting])
        Waiting.objects.filter(pk__in=[row.pk for row in waiting]).delete()
        tree.sign_here(edge)
    return len(waiting)


@transaction.atomic
def publish() -> bool:
    """Upload what is not published yet; False while another works."""
    if not _locked():
        return False
    shown, size = agree()
    upload(shown, size)
    openings.forget_new()
    return True


def _locked() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])
