"""Duties that one visit brings (检查前审批、通知、扫码、告知)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import DateField, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from backend.duties.sources.told import (
    NO_DAY,
    Reach,
    Rows,
    Source,
    civil,
    day_if,
    text,
    told,
)
from backend.inspections.models import Approval, Signature, Visit
from backend.rectifications.models import Order

GROUND = ("visit", text("pk"))
CANCELLED = Q(state=Visit.State.CANCELLED)
EMERGENCY = ~Q(emergency_reason="")
OF_HOME = (Signature.Signer.REPRESENTATIVE, Signature.Signer.REFUSAL)


def approval(reach: Reach) -> Iterator[Rows]:
    """Every visit that needs approval, before somebody enters; not those started in emergency."""
    steps = Approval.objects.filter(
        visit=OuterRef("pk"), step=Approval.Step.APPROVE, afterwards=False
    )
    rows = Visit.objects.filter(nature__needs_approval=True, **reach.only)
    yield told(
        rows,
        region="site__region_id",
        site="site_id",
        started=civil("planned_at"),
        due=Coalesce(civil("opened_at"), F("window_until")),
        done=Subquery(steps.annotate(on=civil("at")).values("on")[:1]),
        ground=GROUND,
        cancelled=CANCELLED | EMERGENCY,
    )


def notice(reach: Reach) -> Iterator[Rows]:
    """Every visit that is announced; with a reason the notice may come on the day itself."""
    first = Coalesce(civil("opened_at"), F("earliest_on"), F("window_until"))
    rows = Visit.objects.filter(nature__needs_notice_days__gt=0, **reach.only)
    yield told(
        rows,
        region="site__region_id",
        site="site_id",
        started=first,
        due=day_if(~Q(notice_reason=""), first),
        done=civil("notified_at"),
        ground=GROUND,
        cancelled=CANCELLED | EMERGENCY,
    )


def scan_in(reach: Reach) -> Iterator[Rows]:
    """Every visit that was entered: scanned with the task's code, or filed afterwards."""
    scanned = Coalesce(civil("scanned_at"), civil("opened_at"))
    rows = Visit.objects.filter(nature__needs_scan=True, opened_at__isnull=False, **reach.only)
    yield told(
        rows,
        region="site__region_id",
        site="site_id",
        started=civil("opened_at"),
        done=Coalesce(day_if(~Q(scan_code=""), scanned), civil("scan_filed_at")),
        ground=GROUND,
        cancelled=CANCELLED,
    )


def result_told(reach: Reach) -> Iterator[Rows]:
    """Every inspection with a result: the home read the record, or was served an order."""
    signed = Signature.objects.filter(visit=OuterRef("pk"), signer_kind__in=OF_HOME)
    served = Order.objects.filter(visit=OuterRef("pk"), served_on__isnull=False)
    rows = Visit.objects.filter(nature__may_order=True, concluded_at__isnull=False, **reach.only)
    yield told(
        rows,
        region="site__region_id",
        site="site_id",
        started=civil("concluded_at"),
        done=Coalesce(
            Subquery(signed.order_by("signed_on").values("signed_on")[:1]),
            Subquery(served.order_by("served_on").values("served_on")[:1]),
            NO_DAY,
            output_field=DateField(),
        ),
        ground=GROUND,
        cancelled=CANCELLED,
    )


SOURCES = {
    "visit-approval": Source(approval, {"visit": "pk"}),
    "visit-notice": Source(notice, {"visit": "pk"}),
    "scan-in": Source(scan_in, {"visit": "pk"}),
    "result-told": Source(result_told, {"visit": "pk"}),
}
