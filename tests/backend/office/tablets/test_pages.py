"""/office/devices: tablets of one's area, codes, forgotten passphrases, lost ones."""

import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from backend.accounts import services
from backend.accounts.models import Device, EnrolmentCode, PassphraseReset
from backend.accounts.roles import Role
from backend.core import clock, outbox
from backend.inspections.models import Attestation
from backend.keys.data_keys import office_key
from backend.sync.models import DeviceJournal, Quarantined
from tests.backend import make
from tests.backend.accounts.make import SignedTablet
from tests.backend.keys.make import device_key
from tests.backend.pages import browser, text_of
from tests.backend.sync.ciphertext import Locker
from tests.backend.sync.make import Tablet, tablet

pytestmark = pytest.mark.django_db
LIST = "/office/devices"


def registrar(at: str = make.DAOLI, language: str = "zh-hans") -> Any:
    return browser(make.person(Role.REGISTRAR, at=at), language)


def named(label: str, *, at: str = make.DAOLI) -> SignedTablet:
    made = SignedTablet(at=at)
    made.device.label = label
    made.device.save(update_fields=["label"])
    return made


def asking(label: str = "合成一号平板") -> PassphraseReset:
    return services.ask_reset(device=named(label).device, public_jwk=device_key()[1])


def test_the_list_says_how_far_each_tablet_is() -> None:
    one = tablet()
    late = one.answer("food")
    one.push(one.answer("night"))
    DeviceJournal.objects.update(durable_through_seq=1)

    page = text_of(registrar().get(LIST))

    for word in ("合成平板", "在用", "共 1 台平板", clock.now().strftime("%Y年")):
        assert word in page
    row = re.sub(r"<[^>]+>|\s+", " ", page[page.index("<tbody>") : page.index("</tbody>")])
    assert re.search(r"\b2\b.*\b1\b.*\b1\b", row)  # last number, one missing, durable
    assert late["seq"] == 1


def test_tablets_of_other_counties_are_not_there() -> None:
    far = named("外县平板", at=make.NANGANG)

    page, one = registrar().get(LIST), registrar().get(f"{LIST}/{far.device.pk}")

    assert "外县平板" not in text_of(page)
    assert one.status_code == 404


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("?name=二号", {"二号"}),
        ("?state=revoked", {"三号"}),
        ("?todo=reset", {"一号"}),
        ("?todo=ciphertext", {"三号"}),
        ("?todo=silent", {"一号"}),
        (f"?region={make.DAOLI}", {"一号", "二号", "三号"}),
    ],
)
def test_the_list_is_narrowed(query: str, seen: set[str]) -> None:
    services.ask_reset(device=named("一号").device, public_jwk=device_key()[1])
    DeviceJournal.objects.create(device=named("二号").device, contact_at=clock.now())
    lost = named("三号").device
    services.revoke_device(device=lost, actor="system")
    _ciphertext(lost)

    page = text_of(registrar().get(LIST + query))

    rows = page[page.index("<tbody>") : page.index("</tbody>")]
    assert {name for name in ("一号", "二号", "三号") if name in rows} == seen


def _ciphertext(device: Device) -> Quarantined:
    return Quarantined.objects.create(
        kind=Quarantined.Kind.ESCROW,
        reason="escrow",
        device_id=device.pk,
        digest="0" * 64,
        length=3,
        object_key="escrow/none",
        about={"kind": "operations", "entries": 3},
        recorded_at=clock.now(),
    )


def test_no_row_asks_again() -> None:
    client = registrar()
    named("一号")
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for number in range(5):
        services.ask_reset(device=named(f"{number}号").device, public_jwk=device_key()[1])
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)

    assert len(many) <= len(few) + 1  # the list of requests


def test_a_code_is_shown_once_as_a_drawing_with_the_offices_fingerprint(settings: Any) -> None:
    settings.PUBLIC_ADDRESS = "https://xingjian.example"
    client = registrar()

    answer = client.post(f"{LIST}/codes", {"label": "合成九号", "region": make.DAOLI})
    again = text_of(client.get(LIST))

    page = text_of(answer)
    code = re.search(r'<dd class="mono">([\w-]{30,})</dd>', page)
    assert code
    assert '<svg class="qr"' in page or 'class="qr"' in page
    assert office_key()["fingerprint"] in page
    assert "只显示这一次" in page
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert code[1] not in again
    row = EnrolmentCode.objects.get()
    assert (row.label, row.region_id) == ("合成九号", make.DAOLI)


def test_a_code_takes_a_name_and_a_region_of_ones_own() -> None:
    client = registrar()

    nameless = client.post(f"{LIST}/codes", {"label": "", "region": make.DAOLI})
    foreign = client.post(f"{LIST}/codes", {"label": "x", "region": make.NANGANG})

    assert (nameless.status_code, foreign.status_code) == (400, 404)
    assert not EnrolmentCode.objects.exists()


def test_a_forgotten_passphrase_is_granted_by_the_digits_read_out() -> None:
    row, client = asking(), registrar()
    url = f"{LIST}/{row.device_id}/resets/{row.pk}"

    before = text_of(client.get(LIST))
    wrong = client.post(f"{url}/grant", {"check": "12345"})
    right = client.post(f"{url}/grant", {"check": f" {row.check_code[:3]} {row.check_code[3:]}"})

    assert "合成一号平板" in before
    assert row.check_code not in before
    assert wrong.status_code == 422
    assert "核对码不符" in text_of(wrong)
    assert right.status_code == 303
    row.refresh_from_db()
    assert row.state == PassphraseReset.State.GRANTED
    assert "已同意" in text_of(client.get(LIST))


def test_a_request_is_refused_or_runs_out() -> None:
    row, late, client = asking(), asking("合成二号平板"), registrar()
    PassphraseReset.objects.filter(pk=late.pk).update(expires_at=timezone.now())

    answer = client.post(f"{LIST}/{row.device_id}/resets/{row.pk}/refuse")
    shut = client.post(
        f"{LIST}/{late.device_id}/resets/{late.pk}/grant", {"check": late.check_code}
    )

    row.refresh_from_db()
    assert (answer.status_code, row.state) == (303, "refused")
    assert (shut.status_code, "重置申请已处理或已过期" in text_of(shut)) == (422, True)
    assert "六位核对码" not in text_of(client.get(LIST))


def test_a_tablet_is_revoked_when_somebody_means_it() -> None:
    device, client = named("合成一号").device, registrar()
    url = f"{LIST}/{device.pk}/revoke"

    unsure = client.post(url)
    sure = client.post(url, {"sure": "yes"}, follow=True)
    twice = client.post(url, {"sure": "yes"})

    device.refresh_from_db()
    assert (unsure.status_code, twice.status_code) == (400, 422)
    assert device.state == Device.State.REVOKED
    assert "已吊销“合成一号”" in text_of(sure)
    assert "确认吊销" not in text_of(sure)


def test_a_lost_tablets_ciphertext_is_opened_by_the_administrator() -> None:
    one = tablet()
    one.fetch()
    locker = Locker(one)
    locker.hand_over(locker.operations(one.answer(), one.answer("roof")))
    url = f"{LIST}/{one.device.pk}"
    admin = browser(make.person(Role.PLATFORM_ADMIN))

    refused = registrar().post(f"{url}/open")
    before = text_of(admin.get(url))
    admin.post(f"{url}/open")
    outbox.deliver_all()
    after = text_of(admin.get(url))

    assert refused.status_code == 403
    assert "操作 2 条" in before
    assert "并入 1 条，未被接受 1 条" in after
    assert Attestation.objects.count() == 1


def test_a_journal_is_imported_and_what_is_wrong_is_said() -> None:
    one = tablet()
    one.fetch()
    file = _journal(one)
    client = registrar()

    nothing = client.post(f"{LIST}/journals")
    bad = client.post(f"{LIST}/journals", {"file": SimpleUploadedFile("x.xjx", b"x")}, follow=True)
    good = client.post(f"{LIST}/journals", {"file": SimpleUploadedFile("y.xjx", file)}, follow=True)
    outbox.deliver_all()

    assert nothing.status_code == 400
    assert "第 1 片未能接收：导出的日志文件不完整" in text_of(bad)
    assert "已收到 1 片密文" in text_of(good)
    assert Attestation.objects.count() == 1


def _journal(one: Tablet) -> bytes:
    locker = Locker(one)
    return locker.journal(locker.operations(one.answer()))


def test_one_tablets_page_says_what_is_known_of_it() -> None:
    one = tablet()
    one.push({**one.answer(), "seq": 4})
    services.revoke_device(device=one.device, actor="system")

    page = text_of(registrar().get(f"{LIST}/{one.device.pk}"))

    for word in ("1–3", "未向机关托管", "吊销时间", str(one.device.pk), "没有申请过"):
        assert word in page


def test_who_reads_only_sees_no_forms() -> None:
    row = asking()
    client = browser(make.person(Role.AUDITOR))
    url = f"{LIST}/{row.device_id}"

    pages = text_of(client.get(LIST)) + text_of(client.get(url))

    assert "合成一号平板" in pages
    assert '<form method="post" action="/office/' not in pages.replace('class="lines" ', "")
    assert client.post(f"{url}/revoke", {"sure": "yes"}).status_code == 403


def test_the_menu_leads_there_for_those_who_may() -> None:
    link = f'href="{LIST}"'

    assert link in text_of(registrar().get("/office/"))
    assert link not in text_of(browser(make.person(Role.SCHEDULER)).get("/office/"))
    assert browser(make.person(Role.SCHEDULER)).get(LIST).status_code == 403


def test_the_list_goes_into_files() -> None:
    named("合成一号")
    client = registrar()

    sheet = client.get(f"{LIST}.xlsx")
    rows = list(csv.reader(io.StringIO(b"".join(client.get(f"{LIST}.csv")).decode("utf-8-sig"))))

    book = load_workbook(io.BytesIO(b"".join(sheet)))
    assert book.active is not None
    assert [cell.value for cell in book.active[2]][:2] == ["合成一号", "道里区"]
    assert rows[1][:3] == ["合成一号", "道里区", "在用"]


def test_everything_is_there_in_english() -> None:
    row = asking()
    client = registrar(language="en")

    page = text_of(client.get(LIST)) + text_of(client.get(f"{LIST}/{row.device_id}"))

    for word in ("Forgotten passphrase to decide", "Import a tablet", "Enrolled by", "Revoke"):
        assert word in page
    assert timedelta(minutes=30) == services.CODE_LASTS
