"""POST /api/v1/sync/escrow/{id}/open: a lost tablet's ciphertext, taken in by the office's key."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from backend.accounts.models import Device
from backend.accounts.roles import Role
from backend.core import objects
from backend.inspections.models import Attestation, Evidence
from backend.keys.services import unseal
from backend.oplog.models import Event
from backend.sync.models import Operation, Quarantined
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.sync import photos
from tests.backend.sync.ciphertext import Locker
from tests.backend.sync.make import Tablet, tablet

pytestmark = pytest.mark.django_db


@pytest.fixture
def one() -> Tablet:
    """A tablet that holds its visit's package, and was revoked."""
    made = tablet()
    made.fetch()
    made.device.state = Device.State.REVOKED
    made.device.save(update_fields=["state"])
    return made


def open_it(piece: UUID, verb: str = "escrow", **who: Any) -> dict[str, Any]:
    client = make.client_for(make.person(Role.PLATFORM_ADMIN, **who))
    last = "open" if verb == "escrow" else "retry"
    answer = client.post(f"/api/v1/sync/{verb}/{piece}/{last}")
    told: dict[str, Any] = answer.json()
    return told


def test_operations_are_judged_as_from_the_tablet(one: Tablet) -> None:
    locker = Locker(one)
    piece = locker.hand_over(locker.operations(one.answer(), one.answer("food", "no")))

    told = open_it(piece)

    assert told["state"] == Quarantined.State.APPLIED
    assert told["answer"]["operations"] == {"applied": 2}
    assert {row.device_id for row in Operation.objects.all()} == {one.device.pk}
    assert Attestation.objects.count() == 2
    event = Event.objects.get(kind="escrow.opened")
    assert (event.subject, event.device) == (str(piece), str(one.device.pk))


def test_what_came_before_is_a_duplicate_and_opening_twice_changes_nothing(one: Tablet) -> None:
    locker, answer = Locker(one), one.answer()
    piece = locker.hand_over(locker.operations(answer))

    first, second = open_it(piece), open_it(piece, verb="quarantine")

    assert first["answer"]["operations"] == {"applied": 1}
    assert second["answer"]["operations"] == {"duplicate": 1}
    assert Attestation.objects.count() == 1


def test_a_box_that_does_not_open_is_named_and_costs_the_others_nothing(one: Tablet) -> None:
    locker, good, bad = Locker(one), one.answer(), one.answer("food")
    rows = [
        ("journal", good["id"], locker.box("journal", good["id"], _bytes(good))),
        ("journal", bad["id"], locker.box("journal", good["id"], _bytes(bad))),  # moved here
        ("bundles", "x", locker.box("bundles", "x", b"{}")),
        ("journal", "y", locker.box("journal", "y", b"no json")),
    ]
    piece = locker.hand_over(locker.piece(*rows))

    told = open_it(piece)

    assert told["state"] == Quarantined.State.WAITING
    assert told["answer"]["operations"] == {"applied": 1}
    assert [one["id"] for one in told["answer"]["failed"]] == [bad["id"], "x", "y"]


def test_what_the_rules_refuse_is_listed_and_waits_by_itself(one: Tablet) -> None:
    locker, bad = Locker(one), one.answer("roof")
    piece = locker.hand_over(locker.operations(one.answer(), bad))

    told = open_it(piece)

    assert told["answer"]["operations"] == {"applied": 1, "refused": 1}
    assert [row["code"] for row in told["answer"]["refused"]] == ["item-unknown"]
    assert Quarantined.objects.get(operation_id=bad["id"]).reason == "item-unknown"


def test_a_colleagues_batch_is_passed_on_by_its_own_signature(one: Tablet) -> None:
    other, locker = Tablet(one.visit, seat=1), Locker(one)
    other.fetch()
    piece = locker.hand_over(locker.carried(other, other.answer("food")))

    told = open_it(piece)

    assert told["answer"]["operations"] == {"applied": 1}
    assert Operation.objects.get().device_id == other.device.pk


def test_a_batch_nobody_signed_is_not_taken_in(one: Tablet) -> None:
    other, locker = Tablet(one.visit, seat=1), Locker(one)
    other.sign = lambda body, path="": "x" * 86  # type: ignore[method-assign]  # a forger's pen
    piece = locker.hand_over(locker.carried(other, other.answer("food")))

    told = open_it(piece)

    assert told["state"] == Quarantined.State.WAITING
    assert [row["code"] for row in told["answer"]["failed"]] == ["signature-wrong"]
    assert not Operation.objects.exists()


@pytest.mark.parametrize("parts", [1, 3])
def test_a_photo_is_joined_verified_and_completed(one: Tablet, parts: int) -> None:
    locker, data = Locker(one), photos.photo()
    manifest = photos.manifest(one, data)
    evidence = manifest["body"]["id"]
    pieces = [locker.hand_over(p) for p in locker.photo(evidence, data, parts)]
    early = open_it(pieces[0])
    open_it(locker.hand_over(locker.operations(manifest)))

    told = open_it(pieces[-1])

    row = Evidence.objects.get(pk=evidence)
    assert early["answer"]["code"] == "manifest-missing"
    assert (told["answer"]["outcome"], row.state) == ("applied", Evidence.State.COMPLETE)
    assert row.content_key is not None
    assert unseal(row.content_key, objects.get(row.object_key)) == data
    states = Quarantined.objects.filter(pk__in=pieces).values_list("state", flat=True)
    assert set(states) == {Quarantined.State.APPLIED}
    assert Event.objects.filter(kind="evidence.completed").count() == 1


def test_a_photo_waits_for_its_parts(one: Tablet) -> None:
    locker, data = Locker(one), photos.photo()
    manifest = photos.manifest(one, data)
    open_it(locker.hand_over(locker.operations(manifest)))
    first, _, last = locker.photo(manifest["body"]["id"], data, 3)

    told = open_it(locker.hand_over(first))
    locker.hand_over(last)

    assert told["answer"]["missing"] == [1, 2]
    assert told["state"] == Quarantined.State.WAITING


def test_bytes_that_are_not_the_manifests_complete_nothing(one: Tablet) -> None:
    locker, data = Locker(one), photos.photo()
    manifest = photos.manifest(one, data)
    open_it(locker.hand_over(locker.operations(manifest)))
    other = photos.photo(seed=9)[: len(data)].ljust(len(data), b"\0")
    (piece,) = locker.photo(manifest["body"]["id"], other)

    told = open_it(locker.hand_over(piece))

    assert told["answer"]["code"] == "upload-hash-differs"
    assert Evidence.objects.get().state == Evidence.State.AWAITING


def test_the_copy_given_at_the_enrolment_opens_a_piece_without_one(one: Tablet) -> None:
    locker = Locker(one)
    one.device.wrapped_data_key, locker.wrapped = locker.wrapped, None  # type: ignore[assignment]  # as a tablet that lost its copy
    one.device.save(update_fields=["wrapped_data_key"])

    told = open_it(locker.hand_over(locker.operations(one.answer())))

    assert told["answer"]["operations"] == {"applied": 1}


def test_another_tablets_key_opens_nothing(one: Tablet) -> None:
    locker, other = Locker(one), Locker(tablet())
    locker.wrapped = other.wrapped

    told = open_it(locker.hand_over(locker.operations(one.answer())))

    assert (told["answer"]["code"], told["state"]) == ("envelope-broken", "waiting")


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param(b"ciphertext of an older form", id="no header"),
        pytest.param(b'{"v": 1}\n', id="an empty header"),
        pytest.param(b'{"v": 2, "kind": "operations"}\n', id="another version"),
        pytest.param(b"[" * 70_000 + b"\n", id="a nest of lists"),
    ],
)
def test_a_piece_that_cannot_be_read_is_kept_and_says_so(one: Tablet, piece: bytes) -> None:
    told = open_it(Locker(one).hand_over(piece))

    assert (told["answer"]["code"], told["state"]) == ("escrow-malformed", "waiting")


def test_boxes_that_are_not_all_there_are_not_guessed_at(one: Tablet) -> None:
    locker = Locker(one)
    piece = locker.operations(one.answer())

    codes = {open_it(locker.hand_over(p))["answer"]["code"] for p in (piece[:-1], piece + b"x")}

    assert codes == {"escrow-malformed"}


def test_only_the_administrator_of_the_area_opens(one: Tablet) -> None:
    locker = Locker(one)
    piece = locker.hand_over(locker.operations(one.answer()))

    assert open_it(piece, at=make.NANGANG)["code"] == "not-found"
    assert not Operation.objects.exists()


def test_what_is_no_ciphertext_is_not_opened() -> None:
    one = tablet()
    one.push(one.answer("roof"))
    row = Quarantined.objects.get()

    assert open_it(row.pk)["code"] == "not-ciphertext"
    assert open_it(uuid4())["code"] == "not-found"
    assert visits.crew_of(one.visit)


def _bytes(operation: dict[str, Any]) -> bytes:
    import json

    return json.dumps(operation).encode()
