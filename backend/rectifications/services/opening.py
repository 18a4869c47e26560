"""From a concluded visit to drafts of orders (责令改正立项); handler of `visit.concluded`."""

from datetime import date
from typing import Any

from django.db import transaction

from backend.calendar.models import Clock
from backend.calendar.services import due_at, working_days_left
from backend.core import clock
from backend.oplog.services import record
from backend.rectifications.models import Order, OrderFinding, Referral

Term = tuple[int, str]  # amount, and its unit of calendar.Clock
USUAL: Term = (10, Clock.Unit.WORKING_DAY.value)  # where the officers named none
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
    visited_on = date.fromisoformat(payload["visited_on"])
    terms = {found["id"]: _term(found, visited_on) for found in own}
    amount, unit = max(terms.values(), key=lambda term: due_at(clock.now(), term[1], term[0]))
    order, is_new = Order.objects.get_or_create(
        visit_id=payload["visit"],
        department=payload["department"],
        defaults={
            "site_id": payload["site"],
            "record_number": payload["record_number"],
            "visited_on": visited_on,
            "term_amount": amount,
            "term_unit": unit,
            "opened_at": clock.now(),
        },
    )
    if not is_new:
        return
    OrderFinding.objects.bulk_create(_row(order, found, *terms[found["id"]]) for found in own)
    body = {"visit": payload["visit"], "findings": [found["number"] for found in own]}
    record(kind="order.opened", subject=str(order.pk), actor="system", body=body)


def _row(order: Order, found: Found, amount: int, unit: str) -> OrderFinding:
    told = ("number", "wording", "clause", "basis", "severity", "demand")
    words = {name: found[name] for name in told}
    return OrderFinding(
        order=order, finding_id=found["id"], term_amount=amount, term_unit=unit, **words
    )


def _term(found: Found, visited_on: date) -> Term:
    """Give amount and unit as the home signed them; a date counts working days from the visit.

    Nought days means at once (立即改正), which is today's end and counted as one day.
    """
    if found["due_days"] is not None:
        return max(int(found["due_days"]), 1), found["due_unit"]
    if found["due_on"]:
        left = working_days_left(date.fromisoformat(found["due_on"]), visited_on)
        return max(left, 1), Clock.Unit.WORKING_DAY.value
    return USUAL


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
