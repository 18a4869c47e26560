"""A version goes out as a workbook and comes back as the same version."""

from __future__ import annotations

import io
import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from scoring import ScoringError, load
from scoring.__main__ import main
from scoring.diff import compare
from scoring.loader import read_yaml
from scoring.sheet import exported, import_workbook
from scoring.sheet.content import tidy
from scoring.sheet.gather import gather
from scoring.sheet.reading import read_rows
from scoring.sheet.tables import (
    CHAPTERS,
    CONCLUSIONS,
    FACTS,
    ITEMS,
    LEVELS,
    LISTS,
    MARKS,
    MOVES,
    RATINGS,
    REQUIRE,
    STANDARD,
    TABLES,
)
from scoring.sheet.text import data_text, file_text, read_data
from tests.scoring.folder import CHECKLISTS, EXAMPLE
from tests.scoring.random_standards import Maker
from tests.scoring.sheets import cell, imported, workbook
from tests.scoring.standards import item, level, written

PUBLISHED = [
    CHECKLISTS / line.split()[1]
    for line in (CHECKLISTS / "published.sha256").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("folder", PUBLISHED, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_every_shipped_version_comes_back_as_itself(tmp_path: Path, folder: Path) -> None:
    sheet, made = tmp_path / "out.xlsx", tmp_path / "made"
    sheet.write_bytes(exported(folder))
    back, once = import_workbook(sheet, made), load(folder)

    assert tidy(back.raw) == tidy(once.raw)
    assert [tidy(one) for one in back.findings] == [tidy(one) for one in once.findings]
    assert tidy(read_yaml(made / "cases.yaml")) == tidy(read_yaml(folder / "cases.yaml"))
    assert not compare(once, back).different
    for name in ("CHANGES.md", "README.md"):
        texts = [(one / name).read_text() for one in (folder, made) if (one / name).exists()]
        assert [text.strip() for text in texts[:1]] == [text.strip() for text in texts[1:]]


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10**6), levels=st.booleans())
def test_any_standard_comes_back_and_grades_the_same(
    tmp_path_factory: pytest.TempPathFactory, seed: int, levels: bool
) -> None:
    folder = tmp_path_factory.mktemp("sheet")
    head, items = Maker(Random(seed), levels=levels).head_and_items()
    once = load(written(folder / "once", head, items))
    rows, faults = read_rows(load_workbook(io.BytesIO(exported(folder / "once"))))
    content = gather(rows).content
    (folder / "back").mkdir()
    for name, text in content.files().items():
        (folder / "back" / name).write_text(text, encoding="utf-8")
    back = load(folder / "back")

    assert faults == []
    assert tidy(back.raw) == tidy(once.raw)
    assert tidy({**back.bundle(), "digest": ""}) == tidy({**once.bundle(), "digest": ""})


SHAPES = {
    "standard": STANDARD,
    "chapter_head": CHAPTERS,
    "item": ITEMS,
    "level": LEVELS,
    "requirement": REQUIRE,
    "limit": MOVES,
    "step": MOVES,
    "rating": RATINGS,
    "mark": MARKS,
    "conclusion": CONCLUSIONS,
    "fact": FACTS,
    "short_list": LISTS,
}
IN_SHEETS_OF_THEIR_OWN = {
    *("chapters", "facts", "levels", "limits", "conclusions", "lists", "ratings", "adjust"),
    *("require", "sum", "cuts", "table", "worst_of"),  # the last four: how a rating comes about
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_key_of_the_format_has_a_column(shape: str) -> None:
    schema = json.loads((CHECKLISTS / "schema.json").read_text(encoding="utf-8"))
    keys = set(schema["$defs"][shape]["properties"]) - IN_SHEETS_OF_THEIR_OWN
    columns = {column.key.partition(".")[0] for column in SHAPES[shape].columns}

    assert keys - columns == set()


def test_every_parameter_of_a_rule_has_a_column() -> None:
    schema = json.loads((CHECKLISTS / "schema.json").read_text(encoding="utf-8"))["$defs"]
    keys = {
        key for name in schema if name.startswith("with_") for key in schema[name]["properties"]
    }
    columns = {column.key.split(".")[1] for column in ITEMS.columns if column.key[:5] == "with."}

    assert keys - columns == {"options", "bands", "points", "parts"}, "those have rows of their own"


TEXTS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=40)
DATA = st.recursive(
    TEXTS | st.integers(-(10**9), 10**9) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(value=DATA)
def test_data_written_into_a_cell_or_a_file_reads_back(
    tmp_path_factory: pytest.TempPathFactory, value: object
) -> None:
    path = tmp_path_factory.mktemp("text") / "file.yaml"
    path.write_text(file_text(value), encoding="utf-8")

    assert read_data(data_text(value)) == value
    assert read_yaml(path) == value


@settings(max_examples=20, deadline=None)
@given(title=TEXTS)
def test_a_title_of_any_letters_comes_back_or_is_refused_by_name(
    tmp_path_factory: pytest.TempPathFactory, title: str
) -> None:
    one = item("a.i", max_points="1") | {"title": {"zh": title, "en": "x"}}
    folder = written(tmp_path_factory.mktemp("title") / "1", {"levels": [level("low")]}, [one])
    if title != title.strip():
        with pytest.raises(ScoringError, match="blanks at its ends"):
            exported(folder)
        return
    rows, _ = read_rows(load_workbook(io.BytesIO(exported(folder))))

    assert gather(rows).content.chapters["a"][0]["title"]["zh"] == title


def test_every_sheet_has_its_keys_and_drop_down_lists() -> None:
    book = workbook()

    assert book.sheetnames[:2] == ["说明", "标准"]
    for table in TABLES:
        page = book[table.sheet]
        assert [one.value for one in page[2]] == [column.key for column in table.columns]
        offered = [one.formula1 for one in page.data_validations.dataValidation]
        lists = [column for column in table.columns if column.kind.choices]
        assert len(offered) >= len(lists)
        assert all(len(one) <= 257 for one in offered), "Excel takes lists of 255 characters"


def test_the_guide_explains_every_column_and_the_official_table() -> None:
    page = workbook()["说明"]
    told = {row[1].value for row in page.iter_rows() if row[1].value}
    words = "".join(str(one.value) for row in page.iter_rows() for one in row if one.value)

    assert {column.key for table in TABLES for column in table.columns} <= told
    assert "GB/T 37276" in words
    assert "environment.1.1.1.2" in words


def test_an_office_enters_the_official_points_and_the_version_grades(tmp_path: Path) -> None:
    """Four-level numbers in steps of 0.5 (合成分值): one item a chapter takes what is missing."""
    book = workbook(CHECKLISTS / "gbt-37276-2018" / "2020.1")
    cell(book, "标准", "version", "content").value = "2026.1"
    cell(book, "标准", "incomplete", "content").value = None
    cell(book, "标准", "incomplete", "english").value = None
    page = book["指标"]
    keys = [one.value for one in page[2]]
    missing = {"environment": 110, "facilities": 130, "operation": 150, "service": 600}
    for number, (chapter, points) in enumerate(missing.items()):
        rows = [row for row in page.iter_rows(min_row=3) if str(row[0].value).startswith(chapter)]
        weights = [0.5 * (1 + at % 4) for at in range(len(rows) - 1)]
        for row, weight in zip(rows, [*weights, 0], strict=True):
            if row[keys.index("max_points")].value is None:
                row[keys.index("max_points")].value = weight or None
                row[keys.index("rule")].value = "是否"
        have = sum(row[keys.index("max_points")].value or 0 for row in rows)
        left = points + (10 if chapter == "environment" else 0) - have
        new = page.max_row + 1
        values = {
            "id": f"{chapter}.9.9.{number}.1",
            "title.zh": "合成指标",
            "title.en": "Made up",
            "clause": "合成 9.9.1.1",
            "max_points": left,
            "rule": "专家评判",
            "with.most": left,
            "with.step": 0.5,
            "look_for.zh": "合成",
            "source": "合成",
            "confidence": "暂定",
        }
        for key, value in values.items():
            page.cell(new, keys.index(key) + 1).value = value

    standard = imported(book, tmp_path)

    assert [str(chapter.full) for chapter in standard.chapters if chapter.full] == [
        *("120", "130", "150", "600")
    ]
    assert standard.incomplete is None
    assert standard.by_code["environment.9.9.0.1"].with_["step"] == "0.5"
    steps = {item.max_points % 1 for item in standard.items if item.max_points is not None}
    assert {str(one) for one in steps} <= {"0", "0.0", "0.5"}


def test_the_commands_export_and_import(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet, folder = tmp_path / "out.xlsx", tmp_path / "versions" / "3"
    assert main(["export", str(EXAMPLE), str(sheet)]) == 0
    assert main(["export", str(EXAMPLE), str(sheet)]) == 2, "an old file is never overwritten"
    assert main(["import", str(sheet), str(folder)]) == 0
    assert "18 items" in capsys.readouterr().out
    assert main(["check", str(folder)]) == 0
    before = sorted(folder.iterdir())
    assert main(["import", str(sheet), str(folder)]) == 2, "a version is never overwritten"
    assert sorted(folder.iterdir()) == before
    assert "folder-not-empty" in capsys.readouterr().err
