"""/office/duties: the matrix, the list, one duty, the files; every number leads to its rows."""

import csv
import io
import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from backend.accounts.roles import Role
from backend.core import clock, outbox
from backend.duties.models import Duty, DutyFile
from backend.duties.services import settle_everything
from tests.backend import make
from tests.backend.pages import browser, text_of
from tests.backend.registers import make as registers

pytestmark = pytest.mark.django_db
MATRIX, LIST = "/office/duties", "/office/duties/list"


@pytest.fixture
def homes() -> list[Any]:
    """Give a county of three homes and its ledger, and another county's."""
    made = [registers.site() for _ in range(3)]
    registers.site(at=make.NANGANG, name="外县养老院（合成）")
    settle_everything(actor="system")
    return made


def head(language: str = "zh-hans") -> Any:
    return browser(make.person(Role.HEAD), language)


def test_each_number_of_the_matrix_leads_to_as_many_rows(homes: list[Any]) -> None:
    client = head()
    page = text_of(client.get(MATRIX))

    links = re.findall(rf'href="({LIST}\?[^"]*state=[^"]*)"[^>]*>(\d+)</a>', page)
    assert links
    for address, number in links:
        rows = text_of(client.get(unescape(address)))
        assert f"共 {number} 件" in rows


def test_the_list_is_narrowed_and_other_counties_are_not_there(homes: list[Any]) -> None:
    client = head()
    page = text_of(client.get(f"{LIST}?kind=yearly-inspection&name={homes[0].name}"))
    assert "共 1 件" in page
    assert "外县养老院" not in text_of(client.get(LIST))

    far = Duty.objects.filter(region_id=make.NANGANG).first()
    assert far is not None
    assert client.get(f"{MATRIX}/{far.pk}").status_code == 404
    assert client.post(f"{MATRIX}/{far.pk}/excuse").status_code == 404


def test_the_files_hold_the_rows_of_the_filters(homes: list[Any]) -> None:
    answer = head().get(f"{LIST}.csv?kind=yearly-inspection")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert len(rows) == 1 + len(homes)
    book = load_workbook(io.BytesIO(b"".join(head().get(f"{LIST}.xlsx").streaming_content)))
    assert book.active is not None
    assert book.active.max_row > len(rows)


def test_one_duty_shows_its_rule_and_is_excused_by_a_form(homes: list[Any]) -> None:
    client, duty = head(), Duty.objects.get(code="yearly-plan", region_id=make.DAOLI)
    place = f"{MATRIX}/{duty.pk}"
    page = text_of(client.get(place))
    for word in (duty.kind.basis, duty.kind.source, "待核"):
        assert word in page

    wrong = client.post(f"{place}/excuse", {"excuse": "hearing", "reason": "合成"})
    assert wrong.status_code == 422
    assert "不适用" in text_of(wrong)
    done = client.post(f"{place}/excuse", {"excuse": "other", "reason": "合成理由"})
    again = client.post(f"{place}/excuse", {"excuse": "other", "reason": "合成理由"})
    assert (done.status_code, again.status_code) == (303, 303)
    assert "合成理由" in text_of(client.get(place))


def test_who_reads_is_offered_no_form(homes: list[Any]) -> None:
    client = browser(make.person(Role.AUDITOR))
    duty = Duty.objects.get(code="yearly-plan", region_id=make.DAOLI)
    assert '<form class="lines"' not in text_of(client.get(f"{MATRIX}/{duty.pk}"))
    assert client.post(f"{MATRIX}/{duty.pk}/excuse").status_code == 403


def test_a_home_s_file_is_asked_for_by_its_name(homes: list[Any]) -> None:
    client, today = head(), clock.today()
    told = {"region": make.DAOLI, "from_on": f"{today.year}-01-01", "until_on": str(today)}
    many = client.post(f"{MATRIX}/files/ask", {**told, "name": "合成养老院"})
    assert many.status_code == 422
    assert homes[0].name in text_of(many)

    one = client.post(f"{MATRIX}/files/ask", {**told, "name": homes[0].name})
    assert one.status_code == 303
    assert "排队中" in text_of(client.get(f"{MATRIX}/files"))
    outbox.deliver_all()
    page = text_of(client.get(f"{MATRIX}/files"))
    assert "已签章" in page
    assert DutyFile.objects.get().paper.number in page  # type: ignore[union-attr]  # it was made


def test_no_row_asks_again(homes: list[Any]) -> None:
    client = head()
    with CaptureQueriesContext(connection) as few:
        client.get(f"{LIST}?kind=yearly-inspection")
    for _ in range(5):
        registers.site()
    settle_everything(actor="system")
    with CaptureQueriesContext(connection) as many:
        client.get(f"{LIST}?kind=yearly-inspection")
    assert len(many) == len(few)


def test_the_pages_are_there_in_english(homes: list[Any]) -> None:
    client = head("en")
    for place in (MATRIX, LIST, f"{MATRIX}/files"):
        page = text_of(client.get(place))
        assert "Dut" in page or "file" in page
    assert "Inspect each home at least once a year" in text_of(client.get(MATRIX))
