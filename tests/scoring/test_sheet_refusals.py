"""Workbooks nobody vouches for: refused before anything large is read, nothing written."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from scoring import ScoringError
from scoring.__main__ import main
from scoring.sheet import exported, import_workbook
from scoring.sheet.opening import MAX_BYTES, MAX_INFLATED
from tests.scoring.folder import EXAMPLE
from tests.scoring.sheets import saved, workbook


def rezipped(data: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """The same workbook with its parts changed and others added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, body in more.items():
            new.writestr(name, body)
    return out.getvalue()


def same(name: str, body: bytes) -> bytes:
    return body


def bomb() -> bytes:
    """Half a gigabyte of blanks in half a megabyte."""
    return rezipped(exported(EXAMPLE), same, **{"xl/media/big.bin": b" " * (MAX_INFLATED + 1)})


def macros() -> bytes:
    return rezipped(exported(EXAMPLE), same, **{"xl/vbaProject.bin": b"x"})


def macro_type() -> bytes:
    def change(name: str, body: bytes) -> bytes:
        plain = b"spreadsheetml.sheet.main"
        macro = b"ms-excel.sheet.macroEnabled.main"
        return body.replace(plain, macro) if name == "[Content_Types].xml" else body

    return rezipped(exported(EXAMPLE), change)


def entities() -> bytes:
    def change(name: str, body: bytes) -> bytes:
        declared = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
        return declared + body if name == "xl/workbook.xml" else body

    return rezipped(exported(EXAMPLE), change)


def broken() -> bytes:
    return rezipped(exported(EXAMPLE), lambda name, body: body[:40] if "sheet3" in name else body)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (bomb, "workbook-too-large"),
        (lambda: b"x" * (MAX_BYTES + 1), "workbook-too-large"),
        (macros, "workbook-has-macros"),
        (macro_type, "workbook-has-macros"),
        (entities, "workbook-not-xlsx"),
        (broken, "workbook-not-xlsx"),
        (lambda: b"", "workbook-not-xlsx"),
        (lambda: b"code,points\n1,2\n", "workbook-not-xlsx"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "workbook-not-xlsx"),
        (
            lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "workbook-encrypted",
        ),
    ],
    ids=[
        "a bomb",
        "too many bytes",
        "macros",
        "macros by type",
        "entities",
        "broken",
        "empty",
        "a text",
        "an old workbook",
        "encrypted",
    ],
)
def test_a_file_that_is_no_plain_workbook_is_refused(
    tmp_path: Path, data: Callable[[], bytes], code: str
) -> None:
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(data())

    with pytest.raises(ScoringError) as refused:
        import_workbook(path, tmp_path / "made")

    assert refused.value.code == code
    assert [one.name for one in tmp_path.iterdir()] == ["sheet.xlsx"]


def test_a_bomb_is_refused_without_being_inflated(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(bomb())
    tracemalloc.start()
    with pytest.raises(ScoringError, match="bytes inside"):
        import_workbook(path, tmp_path / "made")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < MAX_INFLATED / 8


@pytest.mark.parametrize("at", ["A1048576", "XFD3"])
def test_a_stray_cell_far_away_is_refused_at_once(tmp_path: Path, at: str) -> None:
    book = workbook()
    book["指标"][at] = "x"

    with pytest.raises(ScoringError, match="stray cells"):
        import_workbook(saved(book, tmp_path), tmp_path / "made")


def test_the_command_refuses_on_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sheet.xlsx"

    assert main(["import", str(path), str(tmp_path / "made")]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("file-missing sheet.xlsx: expected a readable file, came ")
