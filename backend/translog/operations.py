"""The operation log's last hash of the day goes into the public log (操作日志当日摘要)."""

from __future__ import annotations

from datetime import timedelta

from backend.core import clock
from backend.oplog.models import Link
from backend.translog.models import Leaf, Opening
from backend.translog.proof.leaves import Subject
from backend.translog.services import append

KIND = "operations.day"
CHAIN = "operation-log"


def log_day() -> Leaf | None:
    """Enter the last link there is for yesterday; None where it is done or nothing is new."""
    day = clock.today() - timedelta(days=1)
    entered = Opening.objects.filter(kind=KIND, subject_type=CHAIN)
    last = Link.objects.order_by("-number").first()
    if last is None or entered.filter(subject_id__startswith=f"{day}#").exists():
        return None
    if entered.filter(document=last.hash).exists():
        return None
    return append(KIND, Subject(CHAIN, f"{day}#{last.number}"), document=last.hash)
