"""A version as an XLSForm and back; what a form cannot hold is named, never dropped."""

from __future__ import annotations

import io
import itertools
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from scoring import load
from scoring.__main__ import main
from scoring.sheet.content import Content, content_of
from scoring.xlsform import content_from, form_of
from scoring.xlsform.names import Names
from tests.scoring.folder import CHECKLISTS, EXAMPLE
from tests.scoring.random_standards import Maker
from tests.scoring.standards import written

SHIPPED = sorted(path.parent for path in CHECKLISTS.glob("*/*/standard.yaml"))


def content(folder: Path) -> Content:
    return content_of(load(folder), folder)


def form(to: Path, folder: Path = EXAMPLE) -> Any:
    """The form of a version, open for changes; its file is there too."""
    data, _ = form_of(content(folder))
    (to / "form.xlsx").write_bytes(data)
    return load_workbook(io.BytesIO(data))


def cell(book: Any, sheet: str, name: str, column: str) -> Any:
    page = book[sheet]
    heads = [one.value for one in page[1]]
    at = heads.index("name")
    row = next(one[0].row for one in page.iter_rows() if one[at].value == name)
    return page.cell(row, heads.index(column) + 1)


def saved(book: Any, to: Path) -> Path:
    book.save(to / "form.xlsx")
    return to / "form.xlsx"


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_form_brought_back_untouched_is_the_version_it_was_made_from(
    tmp_path: Path, folder: Path
) -> None:
    form(tmp_path, folder)
    old = content(folder)
    back, lost = content_from(tmp_path / "form.xlsx", old)

    assert back.as_data() == old.as_data()
    assert lost == []


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_pyxform_takes_the_form(tmp_path: Path, folder: Path) -> None:
    pyxform = pytest.importorskip("pyxform.xls2xform", reason="pyxform is no requirement yet")
    form(tmp_path, folder)
    warnings: list[str] = []
    done = pyxform.convert(tmp_path / "form.xlsx", warnings=warnings)

    assert warnings == []
    assert all(f"${{{name}}}" not in done.xform for name in ("beds", "residents"))


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_pyxform_takes_the_form_of_any_standard(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    pyxform = pytest.importorskip("pyxform.xls2xform", reason="pyxform is no requirement yet")
    folder = tmp_path_factory.mktemp("form")
    written(folder / "1", *Maker(Random(seed)).head_and_items())
    form(folder, folder / "1")

    pyxform.convert(folder / "form.xlsx", warnings=[])


def test_everything_a_form_cannot_hold_is_named() -> None:
    _, lost = form_of(content(EXAMPLE))
    told = {(one.place, one.what) for one in lost}
    head = load(EXAMPLE).raw["standard"]

    for section in ("levels", "limits", "adjust", "ratings", "lists"):
        assert {f"{section} {one['id']}" for one in head[section]} <= {what for _, what in told}
    assert ("operation.yaml: operation.fire_drill", "veto") in told
    assert ("service.yaml: service.satisfaction", "with bands") in told
    assert ("cases.yaml", "case an accident leaves no level") in told
    assert ("CHANGES.md", "its text") in told


def test_an_office_changes_texts_and_choices_in_a_form(tmp_path: Path) -> None:
    book = form(tmp_path)
    zh = "label::中文 (zh)"
    cell(book, "survey", "service__meals", zh).value = "餐食"
    cell(book, "survey", "environment__traffic", "hint::中文 (zh)").value = "走一走"
    cell(book, "choices", "shuttle", "points").value = 3
    book["settings"]["C2"].value = "9"
    back, lost = content_from(saved(book, tmp_path), content(EXAMPLE))

    items = {one["id"]: one for rows in back.chapters.values() for one in rows}
    assert lost == []
    assert items["service.meals"]["title"] == {"zh": "餐食", "en": "Meals"}
    assert items["environment.traffic"]["look_for"]["zh"] == "走一走"
    assert items["environment.traffic"]["with"]["options"][2]["points"] == "3"
    assert back.standard["version"] == "9"
    assert back.standard["levels"] == content(EXAMPLE).standard["levels"]


def test_what_a_form_says_otherwise_is_named_by_its_row(tmp_path: Path) -> None:
    book = form(tmp_path)
    cell(book, "survey", "operation__complaints", "constraint").value = ". < 99"
    cell(book, "survey", "facilities__lift_papers", "relevant").value = "true()"
    page = book["survey"]
    note = page.max_row + 1
    for at, text in enumerate(("note", "thanks", "谢谢", "Thanks"), 1):
        page.cell(note, at).value = text
    gone = cell(book, "survey", "service__open_day", "name")
    row = gone.row
    page.delete_rows(row)
    _, lost = content_from(saved(book, tmp_path), content(EXAMPLE))

    told = {one.what: one.place for one in lost}
    assert told["constraint: . < 99"].startswith("survey!")
    assert told["relevant: true()"].startswith("survey!")
    assert told["note thanks"] == f"survey!{note - 1}"
    assert told["item service.open_day"] == "survey"
    assert len(told) == 4


def foreign() -> Any:
    """A form of somebody else, as form tools make them (合成)."""
    book = Workbook()
    survey, choices = book.worksheets[0], book.create_sheet("choices")
    survey.title = "survey"
    asked: tuple[tuple[Any, ...], ...] = (
        ("type", "name", "label", "relevant", "appearance"),
        ("begin group", "kitchen", "Kitchen"),
        ("select_one yn", "clean", "Is it clean?"),
        ("select_one grade", "taste", "How does it taste?", "${clean} = 'yes'"),
        ("select_one fuel", "fuel", "Fuel"),
        ("integer", "cooks", "Cooks"),
        ("note", "hello", "Hello"),
        ("end group",),
        ("geopoint", "place", "Where?", None, "maps"),
    )
    offered: tuple[tuple[Any, ...], ...] = (
        ("list_name", "name", "label", "points"),
        *(("yn", "yes", "Yes"), ("yn", "no", "No")),
        *(("grade", "good", "Good", 2), ("grade", "fair", "Fair", 0.5), ("grade", "bad", "Bad", 0)),
        *(("fuel", "gas", "Gas"), ("fuel", "coal", "Coal")),
    )
    for row in asked:
        survey.append(row)
    for row in offered:
        choices.append(row)
    return book


def test_a_foreign_form_becomes_a_version_that_invents_no_points(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(foreign(), tmp_path)

    assert main(["xlsform-in", str(path), str(tmp_path / "made")]) == 0
    told = capsys.readouterr().err.splitlines()
    standard = load(tmp_path / "made")
    taste = standard.by_code["kitchen.taste"]

    assert (taste.kind, str(taste.max_points)) == ("choice", "2")
    assert standard.by_code["kitchen.clean"].max_points is None
    assert {name: fact.kind for name, fact in standard.facts.items()} == {
        "fuel": "choice",
        "cooks": "count",
    }
    assert {item.ground.confidence for item in standard.items} == {"provisional"}
    assert all(line.startswith("not carried: ") for line in told)
    for place, what in (
        ("survey!4", "relevant: ${clean} = 'yes'"),
        ("survey!7", "note hello"),
        ("survey!9", "geopoint place"),
        ("settings", "issuer, in_force"),
    ):
        assert any(line.startswith(f"not carried: {place}: {what}") for line in told), told


def test_a_form_without_any_item_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = foreign()
    book["survey"].delete_rows(3, 2)
    book["choices"].delete_rows(4, 3)

    assert main(["xlsform-in", str(saved(book, tmp_path)), str(tmp_path / "made")]) == 2
    assert "no-items" in capsys.readouterr().err
    assert not (tmp_path / "made").exists()


def test_the_commands_go_out_and_come_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, made = tmp_path / "form.xlsx", tmp_path / "made"

    assert main(["xlsform-out", str(EXAMPLE), str(path)]) == 0
    assert "not carried: standard.yaml: levels 5" in capsys.readouterr().err
    assert main(["xlsform-in", str(path), str(made), "--from", str(EXAMPLE)]) == 0
    assert capsys.readouterr().err == ""
    assert main(["diff", str(EXAMPLE), str(made)]) == 0
    assert main(["xlsform-in", str(path), str(made), "--from", str(EXAMPLE)]) == 2


def test_names_of_questions_are_unique() -> None:
    codes = ["a.b-c", "a.b_c", "a.b.c", "a.b__c"]
    items = {"a": [{"id": code, "rule": "yes_no"} for code in codes]}
    names = Names(Content({}, items, [], [], {}))

    assert len({names.item(code) for code in codes}) == len(codes)
    pairs = itertools.combinations(names.meant, 2)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", one) and one != other for one, other in pairs)
