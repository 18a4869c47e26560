"""The offline package of a visit (离线包)."""

from typing import Any

import pytest

from backend.core import clock
from backend.inspections import services
from backend.inspections.models import Package, Visit
from backend.oplog.models import Event
from backend.papers.models import Number
from tests.backend import make as house
from tests.backend.inspections import make

pytestmark = pytest.mark.django_db


def fetch(visit: Visit, device: Any, person: Any = None) -> Any:
    person = person or visit.officers.all()[0].officer.person
    return house.client_for(person).get(
        f"/api/v1/visits/{visit.pk}/package", headers={"Xingjian-Device": str(device)}
    )


def test_a_tablet_gets_all_it_needs_inside_the_home() -> None:
    visit, tablet = make.approved("case"), make.device()

    answer = fetch(visit, tablet.pk)

    assert answer.status_code == 200, answer.json()
    told = answer.json()
    assert told["checklist"]["digest"] == visit.checklist_digest
    assert told["facts"] == {"beds": "40"}
    assert {one["certificate_number"] for one in told["officers"]} == {
        seat.certificate_number for seat in visit.officers.all()
    }
    assert (told["visit"]["this_year_count"], told["visit"]["cap"]) == (1, None)
    assert set(told["templates"]) == {"onsite-record", "rectification-order"}
    assert told["words"]["onsite-record"]["site_name"] == visit.site.name
    assert len(bytes.fromhex(told["nonce"])) == 32
    assert [block["kind"] for block in told["numbers"]] == ["onsite-record", "rectification-order"]
    assert all(
        Number.objects.get(pk=label).state == "leased"
        for block in told["numbers"]
        for label in block["numbers"]
    )


def test_fetching_again_gives_the_same_nonce_and_numbers() -> None:
    visit, tablet = make.approved("case"), make.device()

    one, two = fetch(visit, tablet.pk).json(), fetch(visit, tablet.pk).json()

    assert (one["nonce"], one["numbers"]) == (two["nonce"], two["numbers"])
    assert Package.objects.filter(visit=visit).count() == 1
    kinds = Event.objects.filter(subject=str(visit.pk), kind="visit.package-downloaded")
    assert kinds.count() == 1


def test_two_tablets_never_share_numbers_or_a_nonce() -> None:
    visit = make.approved("case")

    one, two = (fetch(visit, make.device().pk).json() for _ in range(2))

    assert one["nonce"] != two["nonce"]
    assert not set(one["numbers"][0]["numbers"]) & set(two["numbers"][0]["numbers"])


def test_a_number_the_home_has_read_is_never_lent_again() -> None:
    visit, tablet = make.approved("case"), make.device()
    number = fetch(visit, tablet.pk).json()["numbers"][1]["numbers"][0]
    visit.state, visit.opened_at = Visit.State.OPEN, clock.now()
    visit.save()
    make.signed_record(visit, number, kind="rectification-order")
    make.asked_to_lock(visit)
    services.lock_visit(visit.pk)

    services.conclude_visit({"visit": str(visit.pk)})

    again = fetch(make.approved("case"), tablet.pk).json()["numbers"][1]["numbers"]
    assert number not in again
    assert Number.objects.get(pk=number).state == "taken"


def test_what_was_found_before_travels_along_until_it_is_settled() -> None:
    before = make.locked()
    services.conclude_visit({"visit": str(before.pk)})
    visit, tablet = make.approved("case", site=before.site), make.device()

    assert [one["wording"] for one in fetch(visit, tablet.pk).json()["open_problems"]] == [
        "疏散通道堆放杂物"
    ]

    services.move_problem(before.findings.get().pk, state="corrected", actor="system")
    assert fetch(visit, tablet.pk).json()["open_problems"] == []


def test_only_an_officer_of_the_visit_on_an_active_tablet() -> None:
    visit, tablet, gone = make.approved("case"), make.device(), make.device()
    gone.state = "revoked"
    gone.save()

    assert fetch(visit, tablet.pk, make.officer().person).status_code == 403
    assert fetch(visit, tablet.pk, make.officer(at=house.NANGANG).person).status_code == 404
    assert fetch(visit, gone.pk).status_code == 403
    assert fetch(visit, "no-uuid").status_code == 403


@pytest.mark.parametrize("maker", [make.plan, make.locked])
def test_no_package_before_the_approval_or_after_the_lock(maker: Any) -> None:
    visit = maker("case")

    answer = fetch(visit, make.device().pk)

    assert (answer.status_code, answer.json()["code"]) == (422, "visit-wrong-state")
