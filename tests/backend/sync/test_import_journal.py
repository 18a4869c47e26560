"""POST /api/v1/sync/journals: an exported journal, brought to the office as a file."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from backend.accounts.roles import Role
from backend.core import outbox
from backend.inspections.models import Attestation, Evidence
from backend.oplog.models import Event
from backend.sync.models import Quarantined
from tests.backend import make
from tests.backend.sync import photos
from tests.backend.sync.ciphertext import Locker
from tests.backend.sync.make import Tablet, tablet

pytestmark = pytest.mark.django_db


@pytest.fixture
def one() -> Tablet:
    """A tablet that holds its visit's package."""
    made = tablet()
    made.fetch()
    return made


def bring(file: bytes, role: str = Role.REGISTRAR, **who: Any) -> Any:
    client = make.client_for(make.person(role, **who))
    sent = {"file": SimpleUploadedFile("xingjian-合成平板.xjx", file)}
    answer = client.post("/api/v1/sync/journals", sent, format="multipart")
    outbox.deliver_all()
    return answer


def test_a_journal_is_kept_opened_and_taken_in(one: Tablet) -> None:
    locker, data = Locker(one), photos.photo()
    manifest = photos.manifest(one, data)
    first, second = locker.photo(manifest["body"]["id"], data, 2)
    operations = locker.operations(one.answer(), manifest)

    answer = bring(locker.journal(first, second, operations))

    assert answer.status_code == 201
    assert (len(answer.json()["pieces"]), answer.json()["faults"]) == (3, [])
    assert Attestation.objects.count() == 1
    assert Evidence.objects.get().state == Evidence.State.COMPLETE
    states = Quarantined.objects.values_list("state", flat=True)
    assert set(states) == {Quarantined.State.APPLIED}
    assert Event.objects.filter(kind="escrow.opened").exists()


def test_a_piece_nobody_signed_is_named_and_the_others_are_kept(one: Tablet) -> None:
    locker, other = Locker(one), Locker(tablet())
    forged = locker.operations(one.answer("food"))
    good = locker.operations(one.answer())
    file = other.journal(forged) + locker.journal(good)

    told = bring(file).json()

    assert told["faults"] == [{"piece": 1, "code": "signature-wrong"} | told["faults"][0]]
    assert len(told["pieces"]) == 1
    assert Attestation.objects.get().item == "safety.exit"


def test_a_file_that_breaks_off_keeps_what_came_before(one: Tablet) -> None:
    locker = Locker(one)
    file = locker.journal(locker.operations(one.answer()), locker.operations(one.answer("food")))

    told = bring(file[:-1]).json()

    assert [(fault["piece"], fault["code"]) for fault in told["faults"]] == [(2, "journal-broken")]
    assert Attestation.objects.count() == 1


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(b"%PDF-1.7 an invoice", id="another file"),
        pytest.param(b"\xff" * 80, id="a length beyond every file"),
        pytest.param(b"\0" * 8, id="an empty piece"),
    ],
)
def test_what_is_no_journal_is_said_to_be_none(file: bytes) -> None:
    told = bring(file).json()

    assert told["pieces"] == []
    assert [fault["code"] for fault in told["faults"]] == ["journal-broken"]
    assert not Quarantined.objects.exists()


def test_a_tablet_of_another_county_is_not_there(one: Tablet) -> None:
    locker = Locker(one)

    told = bring(locker.journal(locker.operations(one.answer())), at=make.NANGANG).json()

    assert [fault["code"] for fault in told["faults"]] == ["not-found"]
    assert not Quarantined.objects.exists()


def test_the_same_journal_twice_is_one(one: Tablet) -> None:
    locker = Locker(one)
    file = locker.journal(locker.operations(one.answer()))

    first, second = bring(file).json(), bring(file, Role.PLATFORM_ADMIN).json()

    assert first["pieces"] == second["pieces"]
    assert Attestation.objects.count() == 1
