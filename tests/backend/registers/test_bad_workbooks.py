"""Files that are refused whole, each with its code."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook

from backend.core.refusals import Refusal
from backend.registers.models import SiteImport
from backend.registers.sheet import workbook
from backend.registers.sheet.template import template
from backend.registers.sheet.workbook import read_table
from tests.backend import make
from tests.backend.registers.sheets import HEADINGS, book, row, twelve, upload

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def formula() -> bytes:
    return book([row(1, 床位数="=20*4")])


def no_headings() -> bytes:
    return book([], headings=["名称", *HEADINGS[1:]])


def repacked(change: Callable[[str, bytes], bytes]) -> bytes:
    """Give a good workbook with some of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book(twelve()))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def bomb() -> bytes:
    def grow(name: str, content: bytes) -> bytes:
        return content + b" " * (41 * 2**20) if name.endswith("sheet1.xml") else content

    return repacked(grow)


def entities() -> bytes:
    head = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'

    def declare(name: str, content: bytes) -> bytes:
        return content.replace(b"<worksheet", head + b"<worksheet", 1)

    return repacked(declare)


def far_row() -> bytes:
    def move(name: str, content: bytes) -> bytes:
        return content.replace(b'<row r="13"', b'<row r="99999999999"').replace(
            b'"A13"', b'"A99999999999"'
        )

    return repacked(move)


BAD: list[Any] = [
    pytest.param(b"", "workbook-not-xlsx", id="empty file"),
    pytest.param("代码,名称\n1,2\n".encode(), "workbook-not-xlsx", id="csv"),
    pytest.param(b"%PDF-1.7 " + b"0" * 500, "workbook-not-xlsx", id="pdf"),
    pytest.param(OLE + b"\0" * 600, "workbook-not-xlsx", id="old xls"),
    pytest.param(
        OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "workbook-encrypted",
        id="password",
    ),
    pytest.param(book(twelve())[:-800], "workbook-not-xlsx", id="cut off"),
    pytest.param(b"0" * (workbook.MAX_BYTES + 1), "workbook-too-large", id="large"),
    pytest.param(book([]), "workbook-empty", id="headings only"),
]
MADE: list[Any] = [
    pytest.param(formula, "workbook-has-formula", id="formula"),
    pytest.param(no_headings, "workbook-headings-differ", id="other headings"),
    pytest.param(bomb, "workbook-too-large", id="zip bomb"),
    pytest.param(entities, "workbook-not-xlsx", id="entities"),
    pytest.param(far_row, "workbook-too-long", id="stray cell far below"),
]


def code_of(data: bytes) -> str:
    with pytest.raises(Refusal) as refused:
        read_table(data)
    assert refused.value.status == 400
    assert refused.value.members["do"]
    return refused.value.code


@pytest.mark.parametrize(("data", "code"), BAD)
def test_a_file_that_is_no_usable_workbook_is_refused(data: bytes, code: str) -> None:
    assert code_of(data) == code


@pytest.mark.parametrize(("build", "code"), MADE)
def test_a_workbook_that_cannot_be_trusted_is_refused(
    build: Callable[[], bytes], code: str
) -> None:
    assert code_of(build()) == code


def test_a_formula_is_named_by_its_cell() -> None:
    with pytest.raises(Refusal) as refused:
        read_table(formula())

    assert refused.value.members["place"] == "G2"


def test_missing_and_surplus_headings_are_named() -> None:
    with pytest.raises(Refusal) as refused:
        read_table(no_headings())

    assert refused.value.members["came"] == "缺少：统一社会信用代码；多出：名称"


def test_more_rows_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 11)

    assert code_of(book(twelve())) == "workbook-too-long"


def test_columns_may_stand_in_another_order_and_blank_rows_are_passed_over() -> None:
    table = read_table(book([row(1), {}, row(2)], headings=HEADINGS[::-1]))

    assert table.letters["uscc"] == "N"
    assert [line.number for line in table.rows] == [2, 4]


def test_the_template_is_read_back_as_an_empty_sheet() -> None:
    made = template(["养老院", "敬老院"])

    assert load_workbook(io.BytesIO(made)).sheetnames == ["服务场所", "说明"]
    assert code_of(made) == "workbook-empty"


@pytest.mark.django_db
def test_a_refused_file_leaves_nothing_behind() -> None:
    client = make.client_for(make.person("registrar"))

    answer = upload(client, formula())

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "workbook-has-formula"
    assert not SiteImport.objects.exists()


@pytest.mark.django_db
def test_a_registrar_downloads_the_template() -> None:
    answer = make.client_for(make.person("registrar")).get("/api/v1/site-imports/template")

    assert answer.status_code == 200
    sheet = load_workbook(io.BytesIO(answer.content))["服务场所"]
    assert [cell.value for cell in sheet[1]] == HEADINGS
