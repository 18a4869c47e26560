"""Reading orders, from who asks."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from backend.accounts.models import Person
from backend.accounts.selectors import scope
from backend.calendar.services import working_days_left
from backend.core import clock, objects
from backend.core.refusals import Missing
from backend.inspections.models import Problem
from backend.keys import services as keys
from backend.rectifications.models import AnswerFile, Order
from backend.registers.selectors import sites_managed_by

FILTERS = {"state": "state", "site": "site_id", "visit": "visit_id", "alert": "alert"}


def visible_to(person: Person) -> QuerySet[Order]:
    """Give the orders of the person's duty area; those of his home once issued."""
    home = Q(site__in=sites_managed_by(person)) & ~Q(state=Order.State.DRAFT)
    rows = Order.objects.filter(scope(person, field="site__region") | home)
    return rows.select_related("site", "paper", "paper__service", "visit")


def filtered(rows: QuerySet[Order], wanted: Mapping[str, Any]) -> QuerySet[Order]:
    """Narrow a list: by state, site, visit, alert, region."""
    for name, field in FILTERS.items():
        if wanted.get(name):
            rows = rows.filter(**{field: wanted[name]})
    if wanted.get("region"):
        rows = rows.filter(site__region__path__contains=f"{wanted['region']}/")
    return rows


def running_of_visits(person: Person, visits: Iterable[UUID]) -> dict[UUID, list[Order]]:
    """Give the orders of some visits that are not closed, the most urgent first, by visit."""
    found: dict[UUID, list[Order]] = {}
    rows = running(person).filter(visit__in=list(visits))
    for order in rows.order_by(F("due_on").asc(nulls_last=True), "pk"):
        found.setdefault(order.visit_id, []).append(order)
    return found


def running(person: Person) -> QuerySet[Order]:
    """Give the orders that are not closed."""
    return visible_to(person).exclude(state=Order.State.CLOSED)


def order_line(order: Order) -> dict[str, Any]:
    """Say an order in one line: what, whom, state, clock."""
    return {
        "id": str(order.pk),
        "number": order.paper.number if order.paper else "",
        "site": {"id": str(order.site_id), "name": order.site.name},
        "department": order.department,
        "state": order.state,
        "state_label": str(order.get_state_display()),
        "alert": order.alert,
        "due_on": _iso(order.due_on),
        "working_days_left": _left(order),
        "version": order.version,
    }


def order_detail(order: Order) -> dict[str, Any]:
    """Say all of an order."""
    service = getattr(order.paper, "service", None)
    return {
        **order_line(order),
        "visit": str(order.visit_id),
        "record_number": order.record_number,
        "paper": str(order.paper_id) if order.paper_id else None,
        "served_on": _iso(order.served_on),
        "service_state": service.state if service else None,
        "findings": [_finding(one) for one in order.findings.all()],
        "extensions": [
            {"amount": one.amount, "reason": one.reason, "due_on": _iso(one.due_on)}
            for one in order.extensions.order_by("pk")
        ],
        "answers": [_answer(one) for one in order.answers.prefetch_related("files")],
        "rechecks": [
            {
                "result": one.result,
                "way": one.way,
                "note": one.note,
                "done_at": one.done_at.isoformat(),
            }
            for one in order.rechecks.all()
        ],
        "closed_at": _iso(order.closed_at),
    }


def _finding(one: Any) -> dict[str, Any]:
    told = ("number", "wording", "clause", "basis", "severity", "demand", "term_amount")
    return {"id": str(one.finding_id), **{name: getattr(one, name) for name in told}}


def _answer(one: Any) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "text": one.text,
        "in_time": one.in_time,
        "answered_at": one.answered_at.isoformat(),
        "files": [
            {
                "id": str(file.pk),
                "name": file.name,
                "media_type": file.media_type,
                "length": file.length,
                "sha256": file.sha256,
            }
            for file in one.files.all()
        ],
    }


def answer_file(person: Person, order_id: UUID, file_id: UUID) -> tuple[AnswerFile, bytes]:
    """Read a file of an answer the person may see; raises Missing."""
    seen = visible_to(person).filter(pk=order_id)
    file = AnswerFile.objects.filter(pk=file_id, answer__order__in=seen).first()
    if file is None:
        raise Missing(f"no file {file_id} of yours")
    return file, keys.unseal(file.content_key, objects.get(file.object_key))


def problem_ledger(person: Person, *, site: UUID | None = None) -> QuerySet[Problem]:
    """Give the numbered problems of the person's area or home (问题台账), with their orders."""
    own = Q(site__in=sites_managed_by(person))
    rows = Problem.objects.filter(scope(person, field="site__region") | own)
    rows = rows.filter(site=site) if site else rows
    return rows.select_related("finding", "site", "finding__ordered__order").order_by("-number")


def _left(order: Order) -> int | None:
    if order.due_on is None or order.state not in {Order.State.SERVED, Order.State.OVERDUE}:
        return None
    return working_days_left(order.due_on, clock.today())


def _iso(value: Any) -> str | None:
    return value.isoformat() if value else None
