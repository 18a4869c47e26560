"""Duties that an order to correct brings (复查, 逾期升级)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import CharField, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Cast

from backend.credit.models import Entry
from backend.duties.models import Duty
from backend.duties.sources.told import Reach, Rows, Source, civil, text, told
from backend.rectifications.models import Order, Recheck

ESCALATION = "overdue-escalation"
GROUND = ("order", text("pk"))
ACTING = (Order.State.SERVED, Order.State.OVERDUE)


def recheck(reach: Reach) -> Iterator[Rows]:
    """Every order that was served: somebody looked again in its term."""
    looks = Recheck.objects.filter(order=OuterRef("pk")).order_by("done_at")
    rows = Order.objects.filter(served_on__isnull=False, **reach.only)
    yield told(
        rows,
        region="site__region_id",
        site="site_id",
        started=F("served_on"),
        due=F("due_on"),
        done=Subquery(looks.annotate(on=civil("done_at")).values("on")[:1]),
        ground=GROUND,
    )


def escalation(reach: Reach) -> Iterator[Rows]:
    """Every order that ran over its last day: it stands in the credit file.

    One corrected in the end before that, needs it no more.
    """
    entries = Entry.objects.filter(
        kind="overdue-correction", ground_type="order", ground_id=text_of_order()
    )
    known = Duty.objects.filter(code=ESCALATION, subject_id=text_of_order())
    rows = Order.objects.filter(due_on__lt=reach.today, **reach.only).annotate(
        entered=Subquery(
            entries.order_by("known_from").annotate(on=civil("known_from")).values("on")[:1]
        )
    )
    over = Q(state__in=ACTING) | Q(entered__isnull=False) | Exists(known)
    yield told(
        rows.filter(over),
        region="site__region_id",
        site="site_id",
        started=F("due_on"),
        done=F("entered"),
        ground=GROUND,
        cancelled=~Q(state__in=ACTING) & Q(entered__isnull=True),
    )


def text_of_order() -> Cast:
    """Give the outer order's id as text."""
    return Cast(OuterRef("pk"), CharField())


SOURCES = {
    "order-recheck": Source(recheck, {"order": "pk", "visit": "visit_id"}),
    ESCALATION: Source(escalation, {"order": "pk", "visit": "visit_id"}),
}
