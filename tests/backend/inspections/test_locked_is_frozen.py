"""What is locked stays as it is, in the database itself (锁定)."""

import threading
import time
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from backend.core import clock
from backend.core.canonical import digest
from backend.inspections import selectors, services
from backend.inspections.models import Amendment, FactValue, Visit
from tests.backend.inspections import make

Deed = Callable[[Visit], object]


def refused(deed: Deed, visit: Visit) -> None:
    with pytest.raises(IntegrityError, match=r"locked|concluded|append-only"), transaction.atomic():
        deed(visit)


ROWS: dict[str, Deed] = {
    "change an answer": lambda v: v.attestations.update(value="yes"),
    "delete an answer": lambda v: v.attestations.all().delete(),
    "add an answer": lambda v: make.answer(v, "night", "yes"),
    "add a fact": lambda v: FactValue.objects.create(
        visit=v, name="beds", value=3, officer_id=make.crew_of(v)[0], **make.clocks()
    ),
    "change a photo": lambda v: v.evidence.update(sha256="0" * 64),
    "add a photo": lambda v: make.photo(v, data=b"later"),
    "change a finding": lambda v: v.findings.update(wording="没有问题"),
    "withdraw a finding": lambda v: v.findings.update(state="withdrawn"),
    "change the text": lambda v: v.texts.update(text="另一份"),
    "delete a signature": lambda v: v.signatures.all().delete(),
    "add an officer": lambda v: v.officers.update(certificate_number="X"),
    "ask again for the lock": lambda v: (
        type(v.lock_request).objects.filter(pk=v.lock_request.pk).update(operations=9)
    ),
}
VISIT: dict[str, Deed] = {
    "reopen": lambda v: Visit.objects.filter(pk=v.pk).update(state="open"),
    "other site": lambda v: Visit.objects.filter(pk=v.pk).update(site=make.site()),
    "other time": lambda v: Visit.objects.filter(pk=v.pk).update(locked_at=clock.now()),
    "other purpose": lambda v: Visit.objects.filter(pk=v.pk).update(purpose="别的"),
    "delete": lambda v: _raw("DELETE FROM inspections_visit WHERE id = %s", v),
}


def _raw(statement: str, visit: Visit) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [visit.pk])


@pytest.mark.django_db
@pytest.mark.parametrize("deed", ROWS.values(), ids=ROWS.keys())
def test_no_row_of_a_locked_visit_changes(deed: Deed) -> None:
    refused(deed, make.locked())


@pytest.mark.django_db
@pytest.mark.parametrize("deed", VISIT.values(), ids=VISIT.keys())
def test_the_locked_visit_itself_stays(deed: Deed) -> None:
    refused(deed, make.locked())


@pytest.mark.django_db
def test_before_the_lock_everything_may_still_change() -> None:
    visit = make.walked()

    visit.attestations.update(note="再看一次")
    make.answer(visit, "night", "yes")

    assert visit.attestations.count() == 3


@pytest.mark.django_db
def test_only_an_amendment_is_added_and_then_stays() -> None:
    visit = make.locked()
    first, second = make.crew_of(visit)

    row = Amendment.objects.create(
        visit=visit,
        officer_id=first,
        second_officer_id=second,
        reason="合成：笔误",
        body={"item": "safety.exit", "text": "二层应为三层"},
        **make.clocks(),
    )

    refused(lambda v: Amendment.objects.filter(pk=row.pk).update(reason="另"), visit)


@pytest.mark.django_db
def test_a_thumbnail_may_still_be_made() -> None:
    visit = make.locked()

    assert visit.evidence.update(thumb_key="thumbs/1") == 1


@pytest.mark.django_db
def test_a_conclusion_stays_as_it_was_formed() -> None:
    visit = make.locked()
    done = Visit.objects.filter(pk=visit.pk)
    done.update(state="concluded", conclusion={"codes": ["1"]}, concluded_at=clock.now())

    refused(lambda v: done.update(conclusion={"codes": ["A"]}), visit)
    refused(lambda v: done.update(state="locked", conclusion=None), visit)


def test_an_answer_that_races_the_lock_is_before_it_or_refused(committed: None) -> None:
    visit = make.walked()
    make.asked_to_lock(visit)
    holds, outcomes = threading.Event(), []

    def locker() -> None:
        with transaction.atomic():
            services.lock_visit(visit.pk)
            holds.set()
            time.sleep(0.5)
        connection.close()

    def writer() -> None:
        holds.wait(10)
        try:
            make.answer(visit, "night", "yes")
            outcomes.append("written")
        except IntegrityError:
            outcomes.append("refused")
        connection.close()

    racers = [threading.Thread(target=locker), threading.Thread(target=writer)]
    for one in racers:
        one.start()
    for one in racers:
        one.join()

    visit.refresh_from_db()
    assert (visit.state, outcomes) == ("locked", ["refused"])
    assert digest(selectors.content_of(visit)) == visit.lock_digest
