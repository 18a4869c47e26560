"""The home's answer (整改反馈), with photos and documents."""

import hashlib
from typing import Any
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.core import clock, objects, outbox
from backend.inspections.models import Problem
from backend.keys import services as keys
from backend.rectifications.files import Checked, Sent, check_files
from backend.rectifications.models import Answer, AnswerFile, Order
from backend.rectifications.refusals import ReasonMissing
from backend.rectifications.services.asking import Outcome, end_request
from backend.rectifications.services.order_row import (
    State,
    demand_state,
    demand_version,
    end_term,
    facts,
    keep,
    take,
    tell_ledger,
)


@transaction.atomic
def answer_order(
    *, order_id: UUID, text: str, files: list[Sent], person: Person, seen_version: int | None = None
) -> Order:
    """Take the home's answer; a late one is taken too and marked (提交整改反馈).

    The same words sent again while they wait for the re-check are the same answer.

    Raises Missing, Conflict, WrongOrderState, ReasonMissing, BadFile, TooManyFiles.
    """
    order = take(order_id)
    if order.state == State.ANSWERED and _is_said(order, text, files):
        return order
    demand_version(order, seen_version)
    demand_state(order, State.SERVED, State.OVERDUE)
    if not text.strip():
        raise ReasonMissing(expected="what was done", came="nothing", place="text")
    checked = check_files(files)
    answer = Answer.objects.create(
        order=order,
        text=text.strip(),
        in_time=order.due_on is None or clock.today() <= order.due_on,
        answered_by=person,
        answered_at=clock.now(),
    )
    AnswerFile.objects.bulk_create(_stored(answer, one) for one in checked)
    end_term(order, answer.answered_at)
    end_request(order, Outcome.MOOT, person)
    order.state, order.answered_at = State.ANSWERED, answer.answered_at
    order.alert = Order.Alert.NONE
    keep(order, "answered", str(person.pk), in_time=answer.in_time, files=len(checked))
    tell_ledger(order, Problem.State.ANSWERED, str(person.pk))
    outbox.emit("order.answered", str(order.pk), _answered(order, answer, checked))
    return order


def _is_said(order: Order, text: str, files: list[Sent]) -> bool:
    last = order.answers.last()
    if last is None or last.text != text.strip():
        return False
    sent = {hashlib.sha256(one.data).hexdigest() for one in files}
    return sent == set(last.files.values_list("sha256", flat=True))


def _stored(answer: Answer, one: Checked) -> AnswerFile:
    """Seal the bytes and store them; photos of a home show people."""
    content_key, ciphertext = keys.seal(one.data)
    object_key = f"answers/{answer.order_id}/{answer.pk}/{one.sha256}"
    objects.put(object_key, ciphertext)
    return AnswerFile(
        answer=answer,
        name=one.name,
        media_type=one.media_type,
        length=len(one.data),
        sha256=one.sha256,
        object_key=object_key,
        content_key=content_key,
    )


def _answered(order: Order, answer: Answer, checked: list[Checked]) -> dict[str, Any]:
    return {
        **facts(order),
        "answer": str(answer.pk),
        "answered_on": clock.today().isoformat(),
        "in_time": answer.in_time,
        "files": [one.sha256 for one in checked],
    }
