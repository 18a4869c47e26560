"""From a concluded visit to drafts of orders (责令改正立项); handler of `visit.concluded`."""

from datetime import date
from typing import Any

from django.db import transaction

from backend.calendar.services import working_days_left
from backend.core import clock
from backend.oplog.services import record
from backend.rectifications.models import Order, OrderFinding, Referral

USUAL_TERM = 10  # working days, where neither the library nor the officers named one
RAISED = "raised"

Found = dict[str, Any]


@transaction.atomic
def open_orders(payload: dict[str, Any]) -> None:
    """Draft one order for what the visit's own department tells to correct.

    What was corrected on the spot is settled in the ledger and needs none; what another
    department is competent for is told to it (抄告).  Twice is once.
    """
    if not payload["may_order"]:
        return
    raised = [one for one in payload["findings"] if one["state"] == RAISED]
    for found in (one for one in raised if _is_foreign(payload, one)):
        _refer(payload, found)
    own = [one for one in raised if not _is_foreign(payload, one)]
    if own:
        _draft(payload, own)


def _is_foreign(payload: dict[str, Any], found: Found) -> bool:
    return found["competent_department"] not in {"", payload["department"]}


def _draft(payload: dict[str, Any], own: list[Found]) -> None:
    terms = {found["id"]: _term(found) for found in own}
    order, is_new = Order.objects.get_or_create(
        visit_id=payload["visit"],
        department=payload["department"],
        defaults={
            "site_id": payload["site"],
            "record_number": payload["record_number"],
            "visited_on": date.fromisoformat(payload["visited_on"]),
            "term_amount": max(terms.values()),
            "opened_at": clock.now(),
        },
    )
    if not is_new:
        return
    OrderFinding.objects.bulk_create(
        OrderFinding(order=order, term_amount=terms[found["id"]], **_words(found)) for found in own
    )
    body = {"visit": payload["visit"], "findings": [found["number"] for found in own]}
    record(kind="order.opened", subject=str(order.pk), actor="system", body=body)


def _words(found: Found) -> dict[str, Any]:
    told = ("number", "wording", "clause", "basis", "severity", "demand")
    return {"finding_id": found["id"], **{name: found[name] for name in told}}


def _term(found: Found) -> int:
    """Give the term in working days; a date the officers wrote is counted from today."""
    if found["due_days"]:
        return int(found["due_days"])
    if found["due_on"]:
        return max(working_days_left(date.fromisoformat(found["due_on"]), clock.today()), 1)
    return USUAL_TERM


def _refer(payload: dict[str, Any], found: Found) -> None:
    referral, is_new = Referral.objects.get_or_create(
        finding_id=found["id"],
        defaults={
            "visit_id": payload["visit"],
            "department": found["competent_department"],
            "number": found["number"],
            "wording": found["wording"],
            "clause": found["clause"],
            "made_at": clock.now(),
        },
    )
    if is_new:
        body = {"visit": payload["visit"], "department": referral.department}
        record(kind="finding.referred", subject=found["id"], actor="system", body=body)
