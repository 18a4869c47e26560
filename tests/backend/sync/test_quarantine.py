"""The quarantine: read and tried again by an operator; held operations taken up later."""

from uuid import uuid4

import pytest

from backend.accounts.models import Device
from backend.inspections.models import Attestation, Visit
from backend.oplog.models import Event
from backend.sync.models import HeldOperation, Quarantined
from backend.sync.services.waiting import settle_waiting
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.sync.make import body_of, tablet

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/sync/quarantine"


def test_a_refused_operation_is_applied_when_tried_again_after_the_approval() -> None:
    visit = visits.plan("case")
    one = tablet(visit)
    opening = one.op("visit.open")
    assert one.outcomes(opening) == ["refused"]
    row = Quarantined.objects.get()
    admin = make.client_for(make.person("platform_admin"))

    Visit.objects.filter(pk=visit.pk).update(state=Visit.State.APPROVED)
    answer = admin.post(f"{ADDRESS}/{row.pk}/retry").json()

    assert (answer["state"], answer["tries"]) == ("applied", 1)
    assert one.outcomes(opening) == ["duplicate"]
    assert [r["outcome"] for r in one.pull().json()["receipts"]] == ["applied"]
    assert Event.objects.filter(kind="quarantined.retried").count() == 1


def test_what_is_still_refused_stays() -> None:
    one = tablet()
    one.push(one.answer("unknown"))
    row = Quarantined.objects.get()
    admin = make.client_for(make.person("platform_admin"))

    answer = admin.post(f"{ADDRESS}/{row.pk}/retry").json()

    assert (answer["state"], answer["answer"]["code"]) == ("waiting", "item-unknown")


def test_a_batch_of_a_revoked_tablet_can_be_taken_in_by_an_operator() -> None:
    one = tablet()
    Device.objects.filter(pk=one.device.pk).update(state=Device.State.REVOKED)
    one.send(body_of([one.answer()]))
    row = Quarantined.objects.get()

    answer = make.client_for(make.person("platform_admin")).post(f"{ADDRESS}/{row.pk}/retry")

    assert answer.json()["state"] == "applied"
    assert Attestation.objects.get().value == "yes"


def test_only_the_platform_administrator_looks_into_it() -> None:
    for role, status in (("platform_admin", 200), ("inspector", 403), ("auditor", 403)):
        assert make.client_for(make.person(role)).get(ADDRESS).status_code == status
    admin = make.client_for(make.person("platform_admin"))
    assert admin.post(f"{ADDRESS}/{uuid4()}/retry").status_code == 404


def test_a_cause_on_another_visit_is_found_by_the_worker() -> None:
    one, other = tablet(), tablet()
    cause = other.answer()
    waiting = one.answer(after=[cause["id"]])
    assert one.outcomes(waiting) == ["held"]
    assert settle_waiting() == 0
    other.push(cause)
    assert HeldOperation.objects.count() == 1

    assert settle_waiting() == 1

    assert not HeldOperation.objects.exists()
    assert Attestation.objects.get(visit=one.visit).value == "yes"
    assert [r["id"] for r in one.pull().json()["receipts"]] == [waiting["id"]]
