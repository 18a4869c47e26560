"""Cells read many at once are the cells of the file, whatever stands in them."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import Standard
from scoring.batch import file as batch_file
from scoring.batch.file import VisitsFile
from tests.scoring.standards import item, level, made

NAMES = ["a.one", "id", "a.two", "stratum:county", "a.three"]
short = st.sampled_from(["", "yes", "no", "NA", "0.95", "12345678", "yes\0", "否", "县"])
cells = short | st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]))
rows = st.lists(st.tuples(*[cells] * (len(NAMES) - 1)), min_size=1, max_size=40)


@pytest.fixture(scope="module")
def standard(tmp_path_factory: pytest.TempPathFactory) -> Standard:
    names = [name for name in NAMES if name.startswith("a.")]
    head = {"levels": [level("1", total="1")]}
    folder = tmp_path_factory.mktemp("coding") / "1"
    return made(folder, head, [item(name, max_points="1") for name in names])


def read_back(path: Path, standard: Standard) -> tuple[list[str], list[list[str]]]:
    """The ids, and the other cells of each row as their columns give them back."""
    ids: list[str] = []
    found: list[list[str]] = []
    file = VisitsFile(path, standard)
    for part in file.parts():
        assert part.faults == [None] * len(part.ids)
        ids += part.ids
        columns = [
            [file.columns[name].cells[code] for code in part.codes[name].tolist()]
            for name in NAMES
            if name != "id"
        ]
        found += [list(one) for one in zip(*columns, strict=True)]
    return ids, found


@settings(max_examples=150, deadline=None)
@given(rows, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_each_cell_comes_back(
    standard: Standard, given_rows: list[tuple[str, ...]], end: str, few: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch_file, "CHUNK_ROWS", 7)
        patch.setattr(batch_file, "MOST_CELLS", 3 if few else 2000)
        path = Path(folder) / "v.csv"
        with path.open("w", encoding="utf-8", newline="") as text:
            writer = csv.writer(text, lineterminator=end)
            writer.writerow(NAMES)
            for at, row in enumerate(given_rows):
                writer.writerow([row[0], f"v{at}", *row[1:]])

        ids, found = read_back(path, standard)

    assert ids == [f"v{at}" for at in range(len(given_rows))]
    assert found == [list(row) for row in given_rows]


def test_more_different_cells_than_are_known_at_once(tmp_path: Path, standard: Standard) -> None:
    made_rows = [[f"{n}", f"v{n}", f"{n % 1500}", "县", "yes"] for n in range(4000)]
    lines = [",".join(row) for row in [NAMES, *made_rows]]
    (tmp_path / "v.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    ids, found = read_back(tmp_path / "v.csv", standard)

    assert ids == [row[1] for row in made_rows]
    assert found == [[row[0], *row[2:]] for row in made_rows]


def test_a_column_with_too_many_cells_starts_anew(
    tmp_path: Path, standard: Standard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_file, "CHUNK_ROWS", 7)
    monkeypatch.setattr(batch_file, "MOST_CELLS", 3)
    words = ["yes", "no", "NA", "0.95", "a", "b"]
    made_rows = [[words[n * n % 6], f"v{n}", words[-n % 6], "县", "yes"] for n in range(60)]
    lines = [",".join(row) for row in [NAMES, *made_rows]]
    (tmp_path / "v.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    _, found = read_back(tmp_path / "v.csv", standard)

    assert found == [[row[0], *row[2:]] for row in made_rows]
