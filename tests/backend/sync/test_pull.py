"""GET /api/v1/sync/pull: feeds, cursor, marks, gaps."""

from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from backend.accounts.models import Device
from backend.accounts.services import grant_role
from backend.core import clock
from backend.core.ids import uuid7
from backend.inspections import services
from backend.inspections.models import Visit
from backend.sync.models import DeviceJournal, Epoch
from backend.sync.services.pull import state_digest
from backend.sync.services.standing import begin_epoch, mark_durable
from tests.backend import make
from tests.backend.inspections import lists
from tests.backend.inspections import make as visits
from tests.backend.sync.make import Tablet, tablet

pytestmark = pytest.mark.django_db


def ids_in(told: dict[str, Any]) -> list[str]:
    """Give the ids of the operations in a pull."""
    return [
        operation["id"]
        for entry in told["entries"]
        if entry["kind"] == "operations"
        for operation in entry["body"]["operations"]
    ]


def pair() -> tuple[Tablet, Tablet]:
    visit = visits.opened()
    return tablet(visit), tablet(visit, seat=1)


def test_a_colleagues_answers_are_told_once_in_their_order() -> None:
    one, other = pair()
    first = one.answer()
    one.push(first)
    start = other.pull().json()
    second = one.answer("food")
    one.push(second)

    told = other.pull(start["cursor"]).json()
    nothing = other.pull(told["cursor"]).json()

    assert ids_in(start) == [first["id"]]
    assert ids_in(told) == [second["id"]]
    assert told["entries"][0]["body"]["operations"][0]["body"]["value"] == "yes"
    assert (nothing["entries"], nothing["resync"]) == ([], "")


def test_a_strangers_tablet_hears_nothing_of_the_visit() -> None:
    one, stranger = tablet(), tablet()
    one.push(one.answer())
    told = stranger.pull().json()
    assert ids_in(told) == []
    assert [v["id"] for v in told["visits"]] == [str(stranger.visit.pk)]


def test_a_confidential_word_is_told_to_nobody() -> None:
    one, other = pair()
    one.push(one.op("lead.add", {"intake_key_id": "intake", "ciphertext": "AAAA"}))
    assert ids_in(other.pull().json()) == []
    assert one.visit.leads.count() == 1


def test_more_than_a_page_is_read_to_its_end() -> None:
    one, other = pair()
    sent = []
    for n in range(55):
        sent.append(one.op("fact.set", {"name": "beds", "value": str(n)}))
        sent[-1]["parent"] = sent[-2]["id"] if n else None
        one.push(sent[-1])

    first = other.pull().json()
    rest = other.pull(first["cursor"]).json()

    assert first["more"]
    assert not rest["more"]
    assert ids_in(first) + ids_in(rest) == [one["id"] for one in sent]


@pytest.mark.parametrize("why", ["epoch", "scope", "token", "cursor"])
def test_a_tablet_starts_over_when_the_server_is_not_the_one_it_knew(why: str) -> None:
    one, other = pair()
    answer = one.answer()
    one.push(answer)
    cursor = other.pull().json()["cursor"]
    if why == "epoch":
        begin_epoch()
    elif why == "scope":
        assert other.person is not None
        grant_role(person=other.person, role="inspector", region_code=make.NANGANG, actor="system")
    elif why == "token":
        DeviceJournal.objects.filter(pk=other.device.pk).update(token=uuid7())
    else:
        cursor = cursor[:-2] + "xx"

    told = other.pull(cursor).json()

    assert told["resync"] == why
    assert ids_in(told) == [answer["id"]]
    assert told["epoch"] == str(Epoch.objects.get().id)


def test_both_sides_prove_that_they_hold_the_same() -> None:
    one, other = pair()
    first, second = one.answer(), one.answer("food")
    one.push(first)
    one.push(second)
    cursor = other.pull().json()["cursor"]
    held = {str(one.visit.pk): [second["id"], first["id"]]}

    assert other.pull(cursor, state_digest(held)).status_code == 200
    less = other.pull(cursor, state_digest({str(one.visit.pk): [first["id"]]}))
    assert (less.status_code, less.json()["code"]) == (412, "state-differs")
    assert less.json()["resync"] is True


def test_a_gap_in_the_sequence_is_reported_and_holds_nothing() -> None:
    one = tablet()
    lost = one.answer()
    one.seq = 4
    assert one.outcomes(one.answer("food")) == ["applied"]

    assert one.pull().json()["gaps"] == [[1, 4]]
    one.push(lost)
    assert one.pull().json()["gaps"] == [[2, 4]]


def test_a_revoked_tablet_pulls_nothing() -> None:
    one = tablet()
    one.device.state = Device.State.REVOKED
    one.device.save()
    response = one.pull()
    assert (response.status_code, response.json()["code"]) == (401, "device-revoked")


def aged(one: Tablet, *, locked: bool = True) -> None:
    """Push three answers, and let eight days pass."""
    one.push(one.answer(), one.answer("food"), one.answer("night"))
    if locked:
        one.push(one.lock(one.visit))
    clock.advance(timedelta(days=8))


def durable(one: Tablet) -> int:
    mark: int = one.pull().json()["durable_through_seq"]
    return mark


def test_the_mark_moves_over_locked_visits_that_a_backup_holds() -> None:
    one = tablet()
    aged(one)
    assert mark_durable(clock.now()) == 1
    assert durable(one) == 4


def test_the_mark_stays_within_seven_days() -> None:
    one = tablet()
    one.push(one.answer(), one.lock(one.visit))
    mark_durable(clock.now())
    assert durable(one) == 0


def test_the_mark_stays_before_the_backup_before_open_visits_and_before_gaps() -> None:
    early, still_open, gappy = tablet(), tablet(), tablet()
    still_open.push(still_open.answer())
    gappy.seq = 1
    aged(early)
    aged(still_open, locked=False)
    aged(gappy)
    mark_durable(clock.now() - timedelta(days=60))
    assert durable(early) == 0
    mark_durable(clock.now())
    assert [durable(one) for one in (still_open, gappy)] == [0, 0]
    assert durable(early) == 4


def test_the_operator_moves_marks_and_begins_an_epoch() -> None:
    one = tablet()
    aged(one)
    before = one.pull().json()["epoch"]

    call_command("mark_durable", clock.now().isoformat(), stdout=StringIO())
    call_command("begin_epoch", stdout=StringIO())

    assert durable(one) == 4
    assert one.pull().json()["epoch"] != before
    with pytest.raises(CommandError, match="offset"):
        call_command("mark_durable", "2026-01-01T00:00:00")


def test_a_colleagues_answer_is_hidden_until_ones_own_where_both_are_asked() -> None:
    visit = visits.opened(checklist=lists.checklist_for_two())
    one, other = tablet(visit), tablet(visit, seat=1)
    answer = one.answer(value="no")
    one.push(answer)

    (hidden,) = other.pull().json()["entries"][0]["body"]["operations"]
    assert hidden["hidden"] is True
    assert "value" not in hidden["body"]

    start = other.pull().json()["cursor"]
    other.push(other.answer(value="yes"))
    told = other.pull(start).json()["entries"][0]["body"]["operations"]
    assert {o["id"]: o["body"].get("value") for o in told}[answer["id"]] == "no"


def test_a_third_is_told_what_two_have_answered_independently() -> None:
    visit = visits.plan("rating", checklist=lists.checklist_for_two("rating"), applied_for="1")
    one, other, third = (tablet(visit, seat=seat) for seat in range(3))
    first = one.answer(value="no")
    one.push(first)
    start = third.pull().json()
    assert start["entries"][0]["body"]["operations"][0]["hidden"] is True

    other.push(other.answer(value="yes"))

    told = third.pull(start["cursor"]).json()["entries"][0]["body"]["operations"]
    assert {o["body"]["value"] for o in told} == {"no", "yes"}


def test_visits_proposed_but_not_approved_are_not_told() -> None:
    visit = visits.plan("case")
    one = tablet(visit)
    assert one.pull().json()["visits"] == []
    Visit.objects.filter(pk=visit.pk).update(state=Visit.State.APPROVED)
    assert [UUID(v["id"]) for v in one.pull().json()["visits"]] == [visit.pk]


def test_a_visit_is_told_as_the_list_shows_it() -> None:
    one = tablet()
    visit = one.visit

    (told,) = one.pull().json()["visits"]

    assert told["site"] == {
        "name": visit.site.name,
        "label": visit.site.label,
        "address": visit.site.address,
    }
    assert told["nature"] == {
        "code": "case",
        "title": {"zh": "个案检查", "en": visit.nature.title_en},
    }
    assert (told["purpose"], told["lead"]) == (visit.purpose, str(one.officer))
    assert [seat["is_lead"] for seat in told["officers"]] == [True, False]


def test_a_login_that_is_not_the_tablets_hears_only_the_officers_own_visits() -> None:
    holder, stranger = tablet(), tablet()
    services.package(stranger.visit.pk, holder.device.pk, actor="system")

    plain, bound = holder.pull().json(), holder.bound().pull().json()

    assert [v["id"] for v in plain["visits"]] == [str(holder.visit.pk)]
    both = {str(holder.visit.pk), str(stranger.visit.pk)}
    assert {v["id"] for v in bound["visits"]} == both


def test_a_login_that_is_not_the_tablets_gets_no_receipt_of_other_visits() -> None:
    one, other = tablet(), tablet()
    late = one.op("answer.set", {"item": "safety.exit", "value": "yes"}, after=[str(uuid7())])
    one.push(late)
    one.push({**one.answer(), "id": late["after"][0]})
    other.device = one.device

    assert [r["id"] for r in one.pull().json()["receipts"]] == [late["id"]]
    assert other.pull().json()["receipts"] == []
    assert [r["id"] for r in other.bound().pull().json()["receipts"]] == [late["id"]]


def test_a_login_of_another_tablet_is_refused() -> None:
    one, other = tablet(), tablet()
    one.bound()
    one.device = other.device

    answers = [one.pull(), one.send(b"{}", signature="x")]

    assert [(a.status_code, a.json()["code"]) for a in answers] == [(401, "device-differs")] * 2


def test_a_login_bound_to_its_tablet_changes_what_is_told_from_the_start() -> None:
    one = tablet()
    cursor = one.pull().json()["cursor"]

    assert one.bound().pull(cursor).json()["resync"] == "scope"
