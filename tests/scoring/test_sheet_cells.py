"""Cells as offices fill them: taken where exact, named where not, all of them at once."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.__main__ import main
from scoring.sheet.kinds import DAY, POINTS, RATIO, Cell, Unfit
from tests.scoring.folder import CHECKLISTS
from tests.scoring.sheets import cell, faults, imported, saved, workbook

SIGNS = ("指标", "environment.signs")
KEYS = {"计分": "item", "案例": "case", "数据": "name"}


@given(whole=st.integers(0, 999), sixths=st.integers(0, 999_999), places=st.integers(0, 6))
def test_a_typed_decimal_is_read_to_the_last_digit(whole: int, sixths: int, places: int) -> None:
    digits = f"{sixths:06d}"[:places].rstrip("0")
    text = f"{whole}.{digits}" if digits else str(whole)

    assert POINTS.read(Cell("指标!A3", float(text))) == text


@pytest.mark.parametrize(
    ("value", "percent", "read"),
    [
        (0.9, True, "0.9"),
        (1, True, "1"),
        ("90%", False, "0.9"),
        ("９０％", False, "0.9"),
        ("1/6", False, "1/6"),
        (" ０．８５ ", False, "0.85"),
    ],
)
def test_a_share_is_read_however_it_is_shown(value: Any, percent: bool, read: str) -> None:
    assert RATIO.read(Cell("等级!E3", value, percent)) == read


@pytest.mark.parametrize(
    ("kind", "value", "percent", "code"),
    [
        (POINTS, 0.1 + 0.2, False, "binary-fraction"),
        (POINTS, 1 / 3, False, "binary-fraction"),
        (POINTS, 0.1, True, "percent-for-points"),
        (POINTS, float("nan"), False, "not-a-number"),
        (POINTS, float("inf"), False, "not-a-number"),
        (POINTS, 10**9, False, "not-a-number"),
        (POINTS, -1, False, "not-a-number"),
        (POINTS, "12分", False, "not-a-number"),
        (POINTS, True, False, "not-a-number"),
        (POINTS, datetime(2026, 1, 2), False, "not-a-number"),  # noqa: DTZ001 (cells have no zone)
        (RATIO, datetime(2026, 1, 6), False, "date-for-ratio"),  # noqa: DTZ001 (1/6 as Excel has it)
        (DAY, 45000, False, "not-a-day"),
        (DAY, "2026-02-30", False, "not-a-day"),
    ],
)
def test_what_may_have_lost_something_is_refused(
    kind: Any, value: Any, percent: bool, code: str
) -> None:
    with pytest.raises(Unfit) as refused:
        kind.read(Cell("指标!A3", value, percent))

    assert refused.value.code == code


@pytest.mark.parametrize(
    "value", [date(2026, 1, 31), "2026-1-31", "2026年1月31日", "２０２６／０１／３１"]
)
def test_a_day_is_a_day_however_it_is_typed(value: Any) -> None:
    assert DAY.read(Cell("标准!B8", value)) == "2026-01-31"


def test_an_office_types_as_it_is_used_to(tmp_path: Path) -> None:
    book = workbook()
    cell(book, *SIGNS, "max_points").value = 30.0
    cell(book, *SIGNS, "rule").value = " 是否　"
    cell(book, *SIGNS, "id").value = "environment.ｓｉｇｎｓ "
    cell(book, "等级", "3", "rate").value = 0.6
    cell(book, "等级", "3", "rate").number_format = "0%"
    cell(book, "标准", "in_force.from", "content").value = datetime(2027, 1, 1)  # noqa: DTZ001 (as Excel)
    condition = "｛fact： caregivers，per： residents，at_least： 0.16｝"
    cell(book, "必备条件", "4", "that").value = condition

    standard = imported(book, tmp_path)

    signs = standard.by_code["environment.signs"]
    assert (str(signs.max_points), signs.kind) == ("30", "yes_no")
    assert standard.raw["standard"]["levels"][2]["rate"] == "0.6"
    assert standard.in_force.start == "2027-01-01"
    assert standard.levels[3].require[0].that.need().endswith(">= 0.16")


def test_cells_merged_downwards_stand_in_every_row(tmp_path: Path) -> None:
    book = workbook()
    page = book["计分"]
    rows = [row[0].row for row in page.iter_rows(min_row=3) if row[0].value == "service.meals"]
    page.merge_cells(start_row=rows[0], end_row=rows[-1], start_column=1, end_column=1)

    assert len(rows) == 3
    assert imported(book, tmp_path).by_code["service.meals"].with_["points"]["C"] == "120"


def test_all_faulty_cells_are_named_at_once(tmp_path: Path) -> None:
    book = workbook()
    wrong = {
        ("指标", "environment.signs", "max_points"): (12.3456789, "binary-fraction"),
        ("指标", "environment.noise", "rule"): ("随便", "unknown-word"),
        ("指标", "environment.light", "max_points"): ("=15+15", "formula"),
        ("指标", "facilities.lift", "title.zh"): (None, "cell-empty"),
        ("指标", "facilities.rooms", "veto"): ("也许", "not-yes-or-no"),
        ("指标", "operation.rules", "clause"): (3.1, "number-for-text"),
        ("等级", "3", "rate"): ("六成", "not-a-number"),
        ("必备条件", "4", "that"): ("{fact: beds", "yaml-syntax"),
        ("数据", "beds", "kind"): ("几张", "unknown-word"),
        ("标准", "title", "content"): (None, "cell-empty"),
    }
    expected = set()
    for (sheet, name, key), (value, code) in wrong.items():
        one = cell(book, sheet, name, key)
        one.value = value
        place = "标准: title" if sheet == "标准" else f"{sheet}!{one.coordinate}"
        expected.add((code, place))

    assert set(faults(book, tmp_path)) == expected


ITSELF = {"answer": "facilities.lift_papers", "is": "yes"}


@pytest.mark.parametrize(
    ("changed", "value", "code", "told"),
    [
        (
            ("指标", "environment.signs", "max_points"),
            31,
            "points-do-not-add-up",
            ("分项", "environment"),
        ),
        (("指标", "environment.signs", "pass_at"), 99, "bad-item", ("指标", "environment.signs")),
        (("指标", "facilities.lift", "rule"), "是否", "unknown-key", ("计分", "facilities.lift")),
        (
            ("指标", "facilities.lift_papers", "when"),
            str(ITSELF),
            "when-cycle",
            ("指标", "facilities.lift_papers"),
        ),
        (("计分", "service.meals", "points"), 201, "points-above-item", ("指标", "service.meals")),
        (
            ("限级与升降档", "poor-meals", "when"),
            "{answer: a.b, is: C}",
            "unknown-item",
            ("限级与升降档", "poor-meals"),
        ),
        (
            ("必备条件", "dining", "that"),
            "{fact: no, above: 1}",
            "unknown-fact",
            ("必备条件", "dining"),
        ),
        (("必备条件", "dining", "id"), "Dining", "wrong-form", ("必备条件", "Dining")),
        (
            ("案例", "an accident leaves no level", "expect"),
            "{total: '4'}",
            "case-fails",
            ("案例", "an accident leaves no level"),
        ),
        (("短表", "night", "items"), "operation.none", "unknown-item", ("短表", "night")),
        (("等级", "2", "total"), 900, "level-order", ("等级", "3")),
        (("数据", "heating", "options"), None, "fact-options", ("数据", "heating")),
    ],
)
def test_a_fault_of_the_check_is_led_back_to_its_row(
    tmp_path: Path, changed: Any, value: Any, code: str, told: tuple[str, str]
) -> None:
    book = workbook()
    cell(book, *changed).value = value
    row = cell(book, *told, "id" if told[0] not in ("计分", "案例", "数据") else KEYS[told[0]]).row

    found = [place for one, place in faults(book, tmp_path) if one == code]

    assert found
    assert re.match(f"{told[0]}![A-Z]*{row}(:|$)", found[0]), found


@pytest.mark.parametrize(
    ("edit", "code", "place"),
    [
        (lambda book: book.create_sheet("备注"), "unknown-sheet", "备注"),
        (lambda book: book.remove(book["指标"]), "sheet-missing", "指标"),
        (lambda book: setattr(book["指标"]["A2"], "value", "code"), "unknown-key", "指标!A2"),
        (lambda book: setattr(book["指标"]["B2"], "value", "id"), "column-twice", "指标!B2"),
        (lambda book: setattr(book["指标"]["A2"], "value", None), "column-without-key", "指标!A3"),
        (lambda book: book["指标"].merge_cells("A4:B4"), "merged-columns", "指标!A4"),
        (lambda book: setattr(book["计分"]["A3"], "value", "a.b"), "row-without-owner", "计分!A3"),
        (
            lambda book: setattr(book["指标"]["A4"], "value", "garden.x"),
            "row-without-owner",
            "指标!A4",
        ),
        (
            lambda book: setattr(book["必备条件"]["A3"], "value", "9"),
            "row-without-owner",
            "必备条件!A3",
        ),
        (
            lambda book: setattr(book["评级档次"]["A3"], "value", "x"),
            "row-without-owner",
            "评级档次!A3",
        ),
        (lambda book: setattr(book["标准"]["C3"], "value", "x"), "one-language", "标准!C3"),
        (lambda book: setattr(book["标准"]["A3"], "value", "ID!"), "unknown-key", "标准!A3"),
    ],
)
def test_a_sheet_out_of_shape_is_named(tmp_path: Path, edit: Any, code: str, place: str) -> None:
    book = workbook()
    edit(book)

    assert (code, place) in faults(book, tmp_path)


def test_the_command_prints_one_line_a_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = workbook(CHECKLISTS / "gb-38600-2019" / "2022.1")
    cell(book, "指标", "basic.fire", "confidence").value = "应该是"
    book["指标"]["C5"].value = None

    assert main(["import", str(saved(book, tmp_path)), str(tmp_path / "made")]) == 1

    printed = capsys.readouterr()
    assert printed.err == ""
    assert [line.partition("!")[0] for line in printed.out.splitlines()] == ["指标", "指标"]
    assert all("; do " in line and line.endswith("]") for line in printed.out.splitlines())
