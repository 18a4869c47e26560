"""Officers prove their signatures by a key of their own (检查人员签名密钥)."""

from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from backend.inspections.models import OfficerKey, Visit
from backend.keys.services import b64url
from backend.registers.models import Officer
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.keys.make import device_key
from tests.backend.sync.make import Tablet, tablet

pytestmark = pytest.mark.django_db


class Pen:
    """What an officer signs with."""

    def __init__(self, one: Tablet, seat: int = 0) -> None:
        self.one, self.officer = one, visits.crew_of(one.visit)[seat]
        self.private, self.jwk = device_key()

    def register(self, **other: Any) -> Any:
        """Unlock once on the tablet, logged in himself."""
        person = Officer.objects.get(pk=self.officer).person
        body = {"device": str(self.one.device.pk), "public_jwk": self.jwk, **other}
        return make.client_for(person).post(
            f"/api/v1/visits/{self.one.visit.pk}/officer-keys", body, format="json"
        )

    def proof(self, text_digest: str) -> str:
        told = f"signature.add\n{self.one.visit.pk}\n{self.officer}\n{text_digest}\n".encode()
        r, s = decode_dss_signature(self.private.sign(told, ec.ECDSA(hashes.SHA256())))
        return b64url(r.to_bytes(32, "big") + s.to_bytes(32, "big"))

    def signs(self, record: dict[str, Any], **other: Any) -> dict[str, Any]:
        told = {"officer": str(self.officer), "proof": self.proof(record["body"]["text_digest"])}
        made: dict[str, Any] = self.one.signature(record, "officer", **{**told, **other})
        return made


@pytest.fixture
def one() -> Tablet:
    """A tablet on which both officers are in the home."""
    made = tablet(visits.approved("case"))
    begun = made.op("visit.open", {"scan": {"reason": "合成：现场无网络"}})
    second = str(visits.crew_of(made.visit)[1])
    joined = made.op("visit.join", {"officer": second}, after=[begun["id"]])
    assert made.outcomes(begun, joined, made.answer()) == ["applied"] * 3
    return made


def rendered(one: Tablet) -> dict[str, Any]:
    record = one.record()
    assert one.outcomes(record) == ["applied"]
    return record


def test_a_signature_proven_by_ones_own_key_has_no_defect(one: Tablet) -> None:
    pens = [Pen(one), Pen(one, seat=1)]
    assert [pen.register().status_code for pen in pens] == [201, 201]
    record = rendered(one)

    receipts = one.push(*(pen.signs(record) for pen in pens))

    assert [r["outcome"] for r in receipts] == ["applied", "applied"]
    assert not any("defects" in r for r in receipts)


def test_the_tablets_answer_names_the_officer(one: Tablet) -> None:
    pen = Pen(one, seat=1)
    told = pen.register().json()
    assert told == {"officer": str(pen.officer), "device": str(one.device.pk)}


def test_a_signature_without_proof_or_key_is_accepted_and_marked(one: Tablet) -> None:
    pen, nobody = Pen(one), Pen(one, seat=1)
    pen.register()
    record = rendered(one)

    bare = pen.signs(record)
    del bare["body"]["proof"]

    receipts = one.push(bare, nobody.signs(record))

    assert [r["outcome"] for r in receipts] == ["applied", "applied"]
    assert [r["defects"] for r in receipts] == [["officer-not-proven"]] * 2


def test_a_wrong_proof_is_refused_before_the_home_signs(one: Tablet) -> None:
    pen, other = Pen(one), Pen(one, seat=1)
    pen.register()
    record = rendered(one)
    borrowed = other.proof(record["body"]["text_digest"])

    (receipt,) = one.push(pen.signs(record, proof=borrowed))

    assert (receipt["outcome"], receipt["code"]) == ("refused", "officer-proof-wrong")


def test_a_proof_of_another_text_proves_nothing(one: Tablet) -> None:
    pen = Pen(one)
    pen.register()
    record = rendered(one)

    (receipt,) = one.push(pen.signs(record, proof=pen.proof("0" * 64)))

    assert receipt["code"] == "officer-proof-wrong"


def test_after_the_home_signed_a_wrong_proof_is_a_defect(one: Tablet) -> None:
    pen = Pen(one)
    pen.register()
    record = rendered(one)
    one.push(one.signature(record))

    (receipt,) = one.push(pen.signs(record, proof="AAAA"))

    assert (receipt["outcome"], receipt["defects"]) == ("applied", ["officer-proof-wrong"])
    assert list(one.visit.defects.values_list("code", flat=True)) == ["officer-proof-wrong"]


def test_what_an_earlier_key_signed_still_holds(one: Tablet) -> None:
    first, second = Pen(one), Pen(one)
    first.register()
    record = rendered(one)
    offline = first.signs(record)
    second.register()

    receipts = one.push(offline, second.signs(record))

    assert not any("defects" in r for r in receipts)
    assert OfficerKey.objects.filter(replaced_at=None).count() == 1


def test_the_same_key_again_is_one_row(one: Tablet) -> None:
    pen = Pen(one)
    assert [pen.register().status_code for _ in range(2)] == [201, 201]
    assert OfficerKey.objects.count() == 1


def test_who_does_not_sit_on_the_visit_registers_nothing(one: Tablet) -> None:
    url = f"/api/v1/visits/{one.visit.pk}/officer-keys"
    body = {"device": str(one.device.pk), "public_jwk": device_key()[1]}
    boss, far = make.person("head", "inspector"), visits.officer(at=make.NANGANG)

    codes = [
        make.client_for(who).post(url, body, format="json").json()["code"]
        for who in (far.person, boss)
    ]

    assert codes == ["not-found", "forbidden"]


@pytest.mark.parametrize(
    ("other", "code"),
    [
        pytest.param({"public_jwk": {"kty": "EC"}}, "not-a-key", id="no key"),
        pytest.param({"device": str(uuid4())}, "device-unknown", id="no such tablet"),
    ],
)
def test_a_bad_key_or_tablet_is_refused(one: Tablet, other: dict[str, Any], code: str) -> None:
    assert Pen(one).register(**other).json()["code"] == code


def test_the_tablet_must_be_trusted_and_of_the_area(one: Tablet) -> None:
    far, gone = visits.device(at=make.NANGANG), visits.device()
    gone.state = "revoked"
    gone.save(update_fields=["state"])
    pen = Pen(one)

    codes = [pen.register(device=str(d.pk)).json()["code"] for d in (far, gone)]

    assert codes == ["device-out-of-area", "device-revoked"]


def test_a_login_bound_to_one_tablet_registers_on_no_other(one: Tablet) -> None:
    body = {"device": str(visits.device().pk), "public_jwk": device_key()[1]}
    url = f"/api/v1/visits/{one.visit.pk}/officer-keys"

    answer = one.bound().client.post(url, body, format="json")

    assert answer.json()["code"] == "device-differs"


def test_the_office_reads_the_defects_in_words(one: Tablet) -> None:
    record = rendered(one)
    one.push(Pen(one).signs(record))
    office = make.client_for(make.person("head"))

    told = office.get(f"/api/v1/visits/{one.visit.pk}").json()["defects"]

    assert told == [
        {
            "code": "officer-not-proven",
            "words": "检查人员签名未经本人密钥验证",
            "count": 1,
        }
    ]
    assert Visit.objects.get(pk=one.visit.pk).defects.count() == 1
