"""Opening a workbook nobody vouches for: refused before anything large is read (打开表格)."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from scoring.errors import ScoringError, shown

MAX_BYTES = 5 * 2**20
MAX_INFLATED = 12 * 2**20
MAX_PARTS = 200
MAX_ROWS = 5_000
MAX_COLUMNS = 100
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGED = (
    *(zipfile.BadZipFile, InvalidFileException, ParseError, SyntaxError),
    *(KeyError, ValueError, TypeError, AttributeError, IndexError),
    *(EOFError, OSError, NotImplementedError),
)


def open_workbook(path: Path) -> Any:
    """The workbook, read whole, once its file is known to be small and harmless.

    Raises ScoringError ``file-missing``, ``workbook-too-large``, ``workbook-not-xlsx``,
    ``workbook-has-macros``, ``workbook-encrypted``.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as fault:
        raise _refused(
            "file-missing", path, "a readable file", fault.strerror or "none", "check the path"
        ) from fault
    if size > MAX_BYTES:
        raise _too_large(path, f"{size} bytes")
    _refuse_unsafe(path, data)
    try:
        book = load_workbook(io.BytesIO(data), rich_text=False, keep_links=False)
    except _DAMAGED as fault:
        raise _refused(
            "workbook-not-xlsx",
            path,
            "a workbook that opens",
            shown(str(fault) or type(fault).__name__),
            "open it in Excel or WPS and save it as .xlsx",
        ) from fault
    for sheet in book.worksheets:
        if sheet.max_row > MAX_ROWS or sheet.max_column > MAX_COLUMNS:
            came = f"{sheet.title}: {sheet.max_row} rows, {sheet.max_column} columns"
            raise _too_large(path, came)
    return book


def _refuse_unsafe(path: Path, data: bytes) -> None:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise _encrypted(path)
        raise _not_xlsx(path, "an old .xls file")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            _refuse_unsafe_parts(path, parts)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as fault:
        raise _not_xlsx(path, "something else") from fault


def _refuse_unsafe_parts(path: Path, parts: zipfile.ZipFile) -> None:
    members = parts.infolist()
    inflated = sum(member.file_size for member in members)  # zipfile never gives more than this
    if inflated > MAX_INFLATED or len(members) > MAX_PARTS:
        raise _too_large(path, f"{inflated} bytes inside, {len(members)} parts")
    if any(member.flag_bits & 1 for member in members):
        raise _encrypted(path)
    names = [member.filename for member in members]
    types = parts.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if b"macroEnabled" in types or any(name.endswith("vbaProject.bin") for name in names):
        raise _refused(
            "workbook-has-macros",
            path,
            "a workbook without macros (.xlsx)",
            "a workbook with macros (.xlsm)",
            "save it as .xlsx",
        )
    for name in names:
        if name.endswith((".xml", ".rels")):
            text = parts.read(name)
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise _not_xlsx(path, f"{name} declares entities")


def _too_large(path: Path, came: str) -> ScoringError:
    return _refused(
        "workbook-too-large",
        path,
        f"at most {MAX_BYTES // 2**20} MiB, {MAX_INFLATED // 2**20} MiB inside, {MAX_ROWS} rows "
        f"and {MAX_COLUMNS} columns a sheet",
        came,
        "drop pictures, other sheets and stray cells far below or to the right",
    )


def _encrypted(path: Path) -> ScoringError:
    return _refused(
        "workbook-encrypted", path, "a workbook without password", "an encrypted one", "save it so"
    )


def _not_xlsx(path: Path, came: str) -> ScoringError:
    return _refused(
        "workbook-not-xlsx", path, "an .xlsx workbook", came, "save it as .xlsx in Excel or WPS"
    )


def _refused(code: str, path: Path, expected: str, came: str, do: str) -> ScoringError:
    return ScoringError(code, path.name, expected, came, do)
