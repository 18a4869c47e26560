"""Adding to a credit file and correcting it."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from backend.core import clock
from backend.core.grounds import effects_of
from backend.core.refusals import Missing, Refusal
from backend.credit.models import Entry
from backend.credit.selectors import entries_of, public_entries
from backend.credit.services import add_entry, correct_entry
from backend.oplog.models import Event
from backend.registers.models import Site
from tests.backend.registers import make as registers

pytestmark = pytest.mark.django_db
DIGEST = "a" * 64


def add(site: Site, **values: Any) -> Entry:
    given = {
        "subject": ("site", site.pk),
        "kind": "inspection",
        "ground": ("visit", str(uuid4()), DIGEST),
        "made_by": "system",
    }
    return add_entry(**{**given, **values})


def correct(entry_id: UUID, **values: Any) -> Entry:
    given = {
        "ground": ("decision", "复议〔2026〕1号", DIGEST),
        "reason": "复议决定撤销",
        "state": "annulled",
        "made_by": "system",
    }
    return correct_entry(entry_id=entry_id, **{**given, **values})


def test_an_entry_cites_its_ground_and_is_found_from_it() -> None:
    site, visit = registers.site(), str(uuid4())

    entry = add(site, ground=("visit", visit, DIGEST), ref="哈里民检录〔2026〕1号")

    assert (entry.ground_type, entry.ground_id, entry.ground_digest) == ("visit", visit, DIGEST)
    assert effects_of(("visit", visit)) == [("credit-entry", str(entry.pk))]
    assert (entry.valid_from, entry.until) == (clock.today(), None)
    assert Event.objects.get(kind="credit-entry.added").subject == str(site.pk)


def test_the_same_ground_twice_is_one_entry() -> None:
    site, ground = registers.site(), ("visit", str(uuid4()), DIGEST)

    first, second = add(site, ground=ground), add(site, ground=ground)

    assert first == second
    assert Entry.objects.count() == 1
    assert Event.objects.filter(kind="credit-entry.added").count() == 1


def test_another_kind_on_the_same_ground_is_another_entry() -> None:
    site, ground = registers.site(), ("visit", str(uuid4()), DIGEST)

    add(site, ground=ground)
    add(site, ground=ground, kind="finding-overdue")

    assert entries_of(site).count() == 2


def test_one_ground_does_not_change_its_digest() -> None:
    site, visit = registers.site(), str(uuid4())
    add(site, ground=("visit", visit, DIGEST))

    with pytest.raises(Refusal) as refused:
        add(site, ground=("visit", visit, "b" * 64))

    assert refused.value.code == "credit-ground-differs"


@pytest.mark.parametrize("ground", [("", "1", DIGEST), ("visit", "", DIGEST), ("visit", "1", "")])
def test_an_entry_without_ground_is_refused(ground: tuple[str, str, str]) -> None:
    with pytest.raises(Refusal) as refused:
        add(registers.site(), ground=ground)

    assert refused.value.code == "credit-entry-without-ground"


def test_a_term_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        add(registers.site(), until=clock.today() - timedelta(days=1))

    assert refused.value.code == "credit-entry-ends-early"


def test_a_correction_takes_the_place_of_the_entry_and_keeps_it() -> None:
    site = registers.site()
    entry = add(site)
    before = clock.now()
    clock.advance(timedelta(days=2))

    correction = correct(entry.pk)

    assert list(entries_of(site)) == [correction]
    assert list(entries_of(site, known=before)) == [entry]
    assert correction.kind == entry.kind
    assert ("credit-entry", str(correction.pk)) in effects_of(("credit-entry", str(entry.pk)))


def test_an_entry_is_corrected_once_and_then_its_correction() -> None:
    site = registers.site()
    entry = add(site)
    correction = correct(entry.pk, state="under_appeal", reason="提起行政复议")

    with pytest.raises(Refusal) as refused:
        correct(entry.pk)

    assert refused.value.code == "credit-entry-corrected"
    last = correct(correction.pk)
    assert list(entries_of(site)) == [last]


def test_a_correction_says_why() -> None:
    entry = add(registers.site())

    with pytest.raises(Refusal) as refused:
        correct(entry.pk, reason=" ")

    assert refused.value.code == "credit-correction-without-reason"


def test_what_is_not_there_is_not_corrected() -> None:
    with pytest.raises(Missing):
        correct(uuid4())


def test_the_public_reads_public_entries_within_their_term() -> None:
    site, today = registers.site(), clock.today()
    shown = add(site, public=True, until=today)
    add(site, public=False)
    add(site, public=True, valid_from=today + timedelta(days=1))
    annulled = add(site, public=True)
    correct(annulled.pk)

    assert list(public_entries(site, today)) == [shown]
    assert list(public_entries(site, today + timedelta(days=1))) != [shown]


@pytest.mark.parametrize("write", ["update", "delete"])
def test_the_database_changes_no_entry(write: str) -> None:
    add(registers.site())

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        rows = Entry.objects.all()
        rows.update(state="annulled") if write == "update" else rows.delete()
