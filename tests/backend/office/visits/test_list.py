"""GET /office/visits: the case lines, their filters, pages and files."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from backend.core.ids import uuid7
from backend.inspections.models import Visit
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.pages import browser, text_of
from tests.backend.publication import make as publications

pytestmark = pytest.mark.django_db
LIST = "/office/visits"


def head() -> Any:
    return browser(make.person("head", name="合成局长"))


def named(visit: Visit, name: str) -> Visit:
    """Give the visit's home a name."""
    visit.site.name = name
    visit.site.save(update_fields=["name"])
    return visit


def queries(address: str, client: Any) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_a_line_says_what_whom_state_clock_and_who_holds_it() -> None:
    visit = named(visits.plan(), "合成康安养老院")

    page = text_of(head().get(LIST))

    officer = visit.officers.get(is_lead=True).officer.name
    for word in ("合成康安养老院", "日常检查", "待审批", "完成检查", "个工作日（至", officer):
        assert word in page
    assert "承办人" in page


def test_what_is_concluded_waits_for_its_publication() -> None:
    publications.due()

    page = text_of(head().get(LIST))

    assert "公示结果" in page
    assert "公示员" in page


def test_another_county_sees_none_of_it() -> None:
    visit = visits.plan()
    stranger = browser(make.person("head", at=make.NANGANG))

    assert visit.site.name not in text_of(stranger.get(LIST))
    assert stranger.get(f"{LIST}/{visit.pk}").status_code == 404


def test_a_home_manager_may_not_open_the_office() -> None:
    visit = visits.locked()
    manager = browser(visits.manager(visit.site))

    for address in ("/office/", LIST, f"{LIST}.csv", f"{LIST}.xlsx", f"{LIST}/{visit.pk}"):
        assert manager.get(address).status_code == 403


def test_nobody_is_sent_to_the_login_and_comes_back() -> None:
    answer = browser().get(f"{LIST}?state=open")

    assert (answer.status_code, answer["Location"]) == (
        302,
        "/login?next=/office/visits%3Fstate%3Dopen",
    )


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("?name=康安", ["合成康安养老院"]),
        ("?state=proposed", ["合成康安养老院"]),
        ("?state=approved", ["合成夕照养老院"]),
        ("?nature=case", ["合成夕照养老院"]),
        ("?region=230102", ["合成夕照养老院", "合成康安养老院"]),
        ("?todo=publish", []),
        ("?todo=papers", []),
        ("?todo=mine", []),
    ],
)
def test_a_filter_keeps_what_fits(query: str, fits: list[str]) -> None:
    named(visits.plan(), "合成康安养老院")
    named(visits.approved("case"), "合成夕照养老院")

    page = text_of(head().get(LIST + query))

    assert [name for name in ("合成夕照养老院", "合成康安养老院") if name in page] == fits


def test_what_waits_for_publication_is_found_as_such() -> None:
    waiting = publications.due()
    visits.plan()

    page = text_of(head().get(f"{LIST}?todo=publish"))

    assert "共 1 次检查" in page
    assert Visit.objects.get(pk=waiting.subject_id).site.name in page


def test_the_filters_stay_in_the_address_of_page_and_file() -> None:
    for _ in range(51):
        visits.plan(checklist=None or _checklist())
    client = head()

    page = text_of(client.get(f"{LIST}?state=proposed"))
    after = page.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]

    assert 'href="/office/visits.csv?state=proposed"' in page
    assert "state=proposed" in after
    last = text_of(client.get(LIST + after.replace("&amp;", "&")))
    assert last.count('scope="row"') == 1
    assert 'rel="prev"' in last


_kept: dict[str, Any] = {}


def _checklist() -> Any:
    """Share one checklist among many visits of a test."""
    found = _kept.get("row")
    if found is None or not type(found).objects.filter(pk=found.pk).exists():
        found = _kept["row"] = visits.checklist()
    return found


def test_a_wrong_filter_is_said_beside_its_field_and_left_out() -> None:
    visit = visits.plan()

    answer = head().get(f"{LIST}?state=broken")

    assert answer.status_code == 200
    assert 'id="id_state_error"' in text_of(answer) or "filter-state_error" in text_of(answer)
    assert visit.site.name in text_of(answer)


def test_a_cursor_nobody_gave_is_malformed() -> None:
    answer = head().get(f"{LIST}?cursor=broken")

    assert answer.status_code == 400
    assert "从第一页重新查看" in text_of(answer)


def test_no_row_asks_the_database_again() -> None:
    person = make.person("head")
    client = browser(person)
    shared = visits.checklist()
    for _ in range(3):
        visits.plan(checklist=shared)
    few = queries(LIST, client)
    for _ in range(27):
        visits.plan(checklist=shared)

    assert queries(LIST, client) == few


def test_no_row_of_a_file_asks_the_database_again() -> None:
    client, shared = head(), visits.checklist()

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            b"".join(client.get(f"{LIST}.csv").streaming_content)
        return len(seen)

    for _ in range(3):
        visits.plan(checklist=shared)
    few = asked()
    for _ in range(27):
        visits.plan(checklist=shared)

    assert asked() == few


def test_the_csv_holds_every_row_that_fits_and_opens_in_excel() -> None:
    named(visits.plan(), "合成康安养老院")
    named(visits.approved("case"), "合成夕照养老院")

    answer = head().get(f"{LIST}.csv?nature=case")
    data = b"".join(answer.streaming_content).decode()
    rows = list(csv.DictReader(io.StringIO(data.removeprefix("\ufeff"))))

    assert data.startswith("\ufeff")
    assert [row["机构名称"] for row in rows] == ["合成夕照养老院"]
    assert rows[0]["剩余（工作日）"].isdigit()


def test_the_workbook_holds_the_same() -> None:
    visit = named(visits.plan(), "合成康安养老院")

    answer = head().get(f"{LIST}.xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active

    assert sheet is not None
    titles, row = list(sheet.iter_rows(values_only=True))
    told = dict(zip(titles, row, strict=True))
    assert (told["机构名称"], told["编号"]) == ("合成康安养老院", str(visit.pk))
    assert sheet.freeze_panes == "A2"


def test_a_name_that_looks_like_a_formula_stays_a_text() -> None:
    named(visits.plan(), "=HYPERLINK(1)")

    data = b"".join(head().get(f"{LIST}.csv").streaming_content).decode()

    assert "'=HYPERLINK(1)" in data


def test_an_empty_list_says_what_belongs_there() -> None:
    page = text_of(head().get(LIST))

    assert "还没有检查" in page
    assert "没有符合条件的检查" in text_of(head().get(f"{LIST}?name=无"))


def test_an_unknown_visit_is_not_found() -> None:
    assert head().get(f"{LIST}/{uuid7()}").status_code == 404
