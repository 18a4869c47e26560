"""/office/checklists: the library, a version to be read, two versions compared."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from backend.accounts.roles import Role
from backend.core import clock
from backend.standards import services
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.inspections import trials
from tests.backend.pages import browser, text_of
from tests.backend.standards import make as standards
from tests.backend.standards.conftest import folder

__all__ = ["folder"]
pytestmark = pytest.mark.django_db
LIST = "/office/checklists"
PAGE = f"{LIST}/{standards.STANDARD}/{standards.VERSION}"


def registrar(language: str = "zh-hans") -> Any:
    return browser(make.person(Role.REGISTRAR), language)


def plain(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text_of(answer)).split())


def test_the_library_says_state_term_and_what_is_provisional() -> None:
    standards.published()
    old = visits.checklist()
    trials.newer(old)

    told = plain(registrar().get(LIST))

    for word in (
        "养老机构服务安全基本规范",
        "gb-38600-2019",
        "已发布",
        "草稿",
        "含暂定内容",
        "现行",
    ):
        assert word in told
    assert "共 3 个版本" in told


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?name=38600", 1),
        ("?state=draft", 1),
        ("?force=later", 0),
        ("?force=now", 3),
        ("?content=provisional", 1),
    ],
)
def test_the_library_is_narrowed(query: str, count: int) -> None:
    standards.published()
    trials.newer(visits.checklist())

    page = text_of(registrar().get(LIST + query))

    rows = page[page.find("<tbody>") : page.find("</tbody>")] if count else ""
    assert rows.count('scope="row"') == count
    assert count or "没有符合条件的版本" in page


def test_no_row_of_the_library_asks_again(folder: Path) -> None:
    client = registrar()
    visits.checklist()
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for _ in range(4):
        visits.checklist()
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)

    assert len(many) == len(few)


def test_an_inspector_reads_what_is_published_and_no_draft() -> None:
    standards.published()
    old = visits.checklist()
    new = trials.newer(old)
    client = browser(make.person(Role.INSPECTOR))

    assert client.get(PAGE).status_code == 200
    assert client.get(f"{LIST}/{new.standard}/{new.version}").status_code == 404
    assert "共 2 个版本" in plain(client.get(LIST))
    assert client.get(f"{LIST}/{old.standard}/1/what-if").status_code == 403


def test_a_version_is_read_with_clause_source_rule_and_marks() -> None:
    row = standards.published()

    told = plain(registrar().get(PAGE))

    for word in ("GB 38600-2019", "来源", "基本要求", "风险：", "问题—条款库", "算例", "修订说明"):
        assert word in told
    assert "有 34 个项目的内容没有在原文中核实" in told
    assert row.digest in told
    assert told.count("符合或不符合") > 40


def test_items_are_found_by_word_and_by_mark() -> None:
    standards.published()

    found = plain(registrar().get(f"{PAGE}?q=消防"))
    marked = plain(registrar().get(f"{PAGE}?bears=risk"))
    none = plain(registrar().get(f"{PAGE}?q=没有这个词"))

    assert "消防符合强制性要求" in found
    assert "交接班" not in found
    assert re.search(r"找到 \d+ 个项目", marked)
    assert "没有符合条件的项目" in none


def test_four_hundred_items_are_read_in_one_answer(folder: Path) -> None:
    names = [f"n{number}" for number in range(400)]
    row = visits.checklist(names=names)
    client = registrar()
    client.get(f"{LIST}/{row.standard}/1")  # read once, kept

    with CaptureQueriesContext(connection) as asked:
        page = text_of(client.get(f"{LIST}/{row.standard}/1"))

    assert page.count("合成 §n") == 400
    assert len(asked) < 12


def test_every_shipped_version_can_be_read_in_both_languages() -> None:
    root = standards.SHIPPED
    by = make.person(Role.REGISTRAR)
    for head in sorted(root.glob("*/*/standard.yaml")):
        version = head.parent
        row = services.load_checklist(standard=version.parent.name, version=version.name, by=by)
        for language in ("zh-hans", "en"):
            answer = browser(by, language).get(f"{LIST}/{row.standard}/{row.version}")
            assert answer.status_code == 200, (row, language)
            assert "%(" not in text_of(answer), (row, language)


def test_a_worked_case_is_explained_and_says_the_way_up() -> None:
    by = make.person(Role.REGISTRAR)
    services.load_checklist(standard="example", version="2", by=by)
    client = browser(by)

    told = plain(client.get(f"{LIST}/example/2/cases/1"))

    for word in (
        "等级",
        "四级",
        "总分 882",
        "升到 5 级 还差什么",
        "居室面积",
        "示例 §1.1",
        "含暂定分值",
    ):
        assert word in told
    assert client.get(f"{LIST}/example/2/cases/9999").status_code == 404


def test_two_versions_are_compared_and_the_same_is_hidden() -> None:
    old = visits.checklist()
    new = trials.newer(old)
    client = registrar()
    address = f"{LIST}/diff?old={old.digest}&new={new.digest}"

    told = plain(client.get(address))
    whole = plain(client.get(f"{address}&state=all"))
    by_name = client.get(f"{LIST}/diff?old={old.standard}/1&new={new.standard}/2")

    assert "修改 1" in told
    assert "相同 2" in told
    assert "safety.exit" in told
    assert "safety.food" not in told
    assert "safety.food" in whole
    assert by_name.status_code == 200
    assert client.get(f"{LIST}/diff?old=none/1").status_code == 404


def test_a_comparison_that_was_only_opened_finds_nothing_wrong() -> None:
    old = visits.checklist()
    trials.newer(old)

    page = text_of(registrar().get(f"{LIST}/diff"))

    assert "选择两个版本" in page
    assert "必填" not in page


def test_a_draft_is_not_compared_for_who_may_not_read_it() -> None:
    old = visits.checklist()
    new = trials.newer(old)
    client = browser(make.person(Role.INSPECTOR))

    assert client.get(f"{LIST}/diff?old={old.digest}&new={new.digest}").status_code == 404


def test_the_library_goes_into_files() -> None:
    standards.published()
    client = registrar()

    sheet = client.get(f"{LIST}.xlsx")
    rows = list(csv.reader(io.StringIO(b"".join(client.get(f"{LIST}.csv")).decode("utf-8-sig"))))

    book = load_workbook(io.BytesIO(b"".join(sheet)))
    assert book.active is not None
    assert book.active["C2"].value == rows[1][2] == "gb-38600-2019"
    assert rows[1][4] == "已发布"


def test_the_conclusion_of_a_visit_is_explained_on_its_page() -> None:
    old = visits.checklist()
    visit = trials.locked(old, exit="no")

    told = plain(browser(make.person(Role.HEAD)).get(f"/office/visits/{visit.pk}"))

    for word in ("逐项说明", "有不符合", "1 项不符合", "合成 §exit", "结果摘要"):
        assert word in told


def test_pages_are_there_in_english() -> None:
    standards.published()
    old = visits.checklist()
    trials.newer(old)
    client = registrar("en")

    told = plain(client.get(LIST)) + plain(client.get(PAGE)) + plain(client.get(f"{PAGE}/steps"))

    for word in ("Checklists", "Met or not met", "Clause and source", "Two persons", "In force"):
        assert word in told
    assert clock.today().year
