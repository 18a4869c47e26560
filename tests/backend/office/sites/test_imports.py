"""/office/sites/import: a sheet is checked, shown, applied whole; a mended one comes again."""

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from backend.oplog.models import Event
from backend.registers.models import Site, SiteImport
from backend.registers.sheet.columns import COLUMNS
from tests.backend import make
from tests.backend.pages import browser, text_of
from tests.backend.registers import make as registers
from tests.backend.registers.sheets import book, row, twelve

pytestmark = pytest.mark.django_db
PLACE = "/office/sites/import"
SURE = {"sure": "yes"}


@pytest.fixture
def registrar() -> Any:
    return browser(make.person("registrar"))


def upload(client: Any, data: bytes, name: str = "名录（合成）.xlsx") -> Any:
    return client.post(f"{PLACE}/upload", {"file": SimpleUploadedFile(name, data)}, follow=True)


def address() -> str:
    newest = SiteImport.objects.order_by("-uploaded_at").first()
    assert newest is not None
    return f"/office/site-imports/{newest.pk}"


def wrong() -> list[dict[str, Any]]:
    """Give twelve rows of which three are wrong."""
    rows = twelve()
    rows[1]["统一社会信用代码"] = registers.code(2)[:-1] + "Y"
    rows[5]["床位数"] = "八十张"
    rows[8]["区县代码"] = "110101"
    return rows


def test_the_template_has_the_headings_the_import_reads(registrar: Any) -> None:
    answer = registrar.get(f"{PLACE}/template.xlsx")

    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [column.heading for column in COLUMNS]


def test_three_wrong_rows_are_named_and_nothing_is_imported(registrar: Any) -> None:
    page = text_of(upload(registrar, book(wrong())))

    assert "12 行" in page
    assert "3 处错误，在 3 行中；一行也没有导入" in page
    for word in ("第 3 行 A 列", "第 7 行 G 列", "第 10 行 E 列", "八十张", "0 至 20000 的整数"):
        assert word in page
    assert f"{address()}/apply" not in page
    refused = registrar.post(f"{address()}/apply", SURE)
    assert refused.status_code == 422
    assert not Site.objects.exists()


def test_the_wrong_cells_come_as_files_too(registrar: Any) -> None:
    upload(registrar, book(wrong()))

    data = b"".join(registrar.get(f"{address()}/faults.csv").streaming_content).decode()
    rows = list(csv.DictReader(io.StringIO(data.removeprefix("\ufeff"))))
    xlsx = b"".join(registrar.get(f"{address()}/faults.xlsx").streaming_content)
    found = load_workbook(io.BytesIO(xlsx)).active

    assert [(one["行"], one["列"], one["表头"]) for one in rows] == [
        ("3", "A", "统一社会信用代码"),
        ("7", "G", "床位数"),
        ("10", "E", "区县代码"),
    ]
    assert all(one["应为"] and one["实为"] and one["请"] for one in rows)
    assert found is not None
    assert found.max_row == 4


def test_an_english_reader_is_told_in_english_under_the_sheets_own_headings() -> None:
    client = browser(make.person("registrar"), language="en")

    page = text_of(upload(client, book(wrong())))

    assert "3 wrong cells" in page
    assert "a whole number from 0 to 20000" in page
    assert "give a whole number without a unit; 0 if unknown" in page
    assert "床位数" in page


def test_a_mended_sheet_is_shown_and_applied_once_though_sent_twice(registrar: Any) -> None:
    upload(registrar, book(wrong()))
    page = text_of(upload(registrar, book(twelve())))

    assert "合成养老院12" in page
    assert "导入，改动 12 家" in page
    assert not Site.objects.exists()
    unsure = registrar.post(f"{address()}/apply")
    done = registrar.post(f"{address()}/apply", SURE, follow=True)
    again = registrar.post(f"{address()}/apply", SURE, follow=True)

    assert unsure.status_code == 400
    assert "已导入：新增 12 家，变更 0 家，不变 0 家" in text_of(done)
    assert again.status_code == 200
    assert Site.objects.count() == 12
    assert Event.objects.filter(kind="sites.imported").count() == 1


def test_an_imported_home_shows_its_parties_and_its_history(registrar: Any) -> None:
    for beds in (20, 30):
        upload(registrar, book([row(1, 床位数=beds)]))
        registrar.post(f"{address()}/apply", SURE)

    page = text_of(registrar.get(f"/office/sites/{Site.objects.get().pk}"))

    for word in ("举办者", "合成养老服务中心1", "合成运营有限公司", "变更，第 2 版"):
        assert word in page


def test_a_change_is_shown_old_and_new_and_the_rest_is_left_alone(registrar: Any) -> None:
    upload(registrar, book(twelve()))
    registrar.post(f"{address()}/apply", SURE)
    rows = twelve()
    rows[0]["床位数"] = 99
    rows[0]["备案状态"] = "已关停"

    page = text_of(upload(registrar, book(rows)))
    data = b"".join(registrar.get(f"{address()}/rows.csv").streaming_content).decode()

    assert "<del>20</del> → <ins>99</ins>" in page
    assert "<del>已备案</del> → <ins>已关停</ins>" in page
    assert "导入，改动 1 家" in page
    assert "合成养老院2<" not in page
    told = list(csv.DictReader(io.StringIO(data.removeprefix("\ufeff"))))
    assert [one["结果"] for one in told] == ["变更"] + ["不变"] * 11


def test_a_register_that_moved_on_asks_for_a_new_preview(registrar: Any) -> None:
    upload(registrar, book([row(1)]))
    first = address()
    upload(registrar, book([row(1, 床位数=7)]))
    registrar.post(f"{address()}/apply", SURE)

    refused = registrar.post(f"{first}/apply", SURE)

    assert refused.status_code == 409
    assert "名录已变动" in text_of(refused)
    assert Site.objects.get().beds == 7


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"no workbook", "不是 .xlsx 工作簿"),
        (b"", "选择一个不超过 5 MB"),
        (b"0" * (6 << 20), "5 MB"),
    ],
)
def test_what_is_no_sheet_is_refused_beside_the_form(
    data: bytes, says: str, registrar: Any
) -> None:
    refused = upload(registrar, data)

    assert refused.status_code == 400
    assert says in text_of(refused)
    assert not SiteImport.objects.exists()


def test_earlier_imports_are_listed_without_a_question_a_row(registrar: Any) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            registrar.get(PLACE)
        return len(seen)

    upload(registrar, book(wrong()), "坏的.xlsx")
    few = asked()
    for number in range(1, 4):
        upload(registrar, book([row(number)]), f"第{number}份.xlsx")

    page = text_of(registrar.get(PLACE))

    assert asked() == few
    for word in ("坏的.xlsx", "有错误", "第3份.xlsx", "可导入"):
        assert word in page


def test_somebody_elses_import_is_not_there(registrar: Any) -> None:
    upload(registrar, book(twelve()))
    there = address()
    for stranger in (make.person("registrar"), make.person("registrar", at=make.NANGANG)):
        client = browser(stranger)
        for name in ("", "/faults.csv", "/faults.xlsx", "/rows.csv", "/rows.xlsx"):
            assert client.get(there + name).status_code == 404
        assert client.post(f"{there}/apply", SURE).status_code == 404
        assert "名录（合成）" not in text_of(client.get(PLACE))
    assert not Site.objects.exists()


@pytest.mark.parametrize("role", ["head", "scheduler", "auditor", "home_manager"])
def test_only_a_registrar_imports(role: str) -> None:
    client = browser(make.person(role))

    assert client.get(PLACE).status_code == 403
    assert client.get(f"{PLACE}/template.xlsx").status_code == 403
    assert upload(client, book(twelve())).status_code == 403
    assert not SiteImport.objects.exists()
