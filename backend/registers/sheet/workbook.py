"""Opening a workbook nobody vouches for: refused before anything large is read.

A file is refused whole when it is not xlsx, encrypted, too large inside or outside, declares
XML entities, or holds a formula; a wrong cell is a fault of its row instead (see `rows`).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from backend.registers.refusals import (
    HeadingsDiffer,
    WorkbookEmpty,
    WorkbookEncrypted,
    WorkbookHasFormula,
    WorkbookNotXlsx,
    WorkbookTooLarge,
    WorkbookTooLong,
)
from backend.registers.sheet.columns import BY_HEADING, COLUMNS, MAX_ROWS, SHEET, letter

MAX_BYTES = 5 * 1024 * 1024
MAX_INFLATED = 40 * 1024 * 1024
MAX_PARTS = 200
MAX_COLUMNS = 40
LAST_ROW = 100_000  # a stray cell far below makes a reader walk through every row above it
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGED = (
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OSError,
    NotImplementedError,
    SyntaxError,  # lxml's XMLSyntaxError
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something: its number in the sheet, and key → cell value."""

    number: int
    cells: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet as read: key → letter of its column, and its rows."""

    letters: dict[str, str]
    rows: tuple[Row, ...]


def read_table(data: bytes) -> Table:
    """Read the sheet of sites out of an uploaded file.

    Raises a Workbook… refusal for a file that cannot be trusted, HeadingsDiffer for another
    template, WorkbookEmpty and WorkbookTooLong for its length.
    """
    _refuse_unsafe(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
        return _table(sheet)
    except _DAMAGED as fault:
        raise WorkbookNotXlsx(
            expected=".xlsx 工作簿",
            came=f"无法读取的文件（{type(fault).__name__}）",
            do="用 Excel 或 WPS 打开后另存为 .xlsx 再上传",
        ) from fault


def _refuse_unsafe(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise WorkbookTooLarge(
            expected=f"不超过 {MAX_BYTES // 2**20} MiB",
            came=f"{len(data)} 字节",
            do="删去图片和其他工作表，或分成几个文件",
        )
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise WorkbookEncrypted(
                expected="未加密的工作簿", came="加密的工作簿", do="取消打开密码后另存再上传"
            )
        raise WorkbookNotXlsx(
            expected=".xlsx 工作簿", came="旧格式文件（.xls）", do="另存为 .xlsx 再上传"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            _refuse_unsafe_parts(parts)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as fault:
        raise WorkbookNotXlsx(
            expected=".xlsx 工作簿", came="其他内容的文件", do="下载模板，填好后另存为 .xlsx 再上传"
        ) from fault


def _refuse_unsafe_parts(parts: zipfile.ZipFile) -> None:
    members = parts.infolist()
    inflated = sum(member.file_size for member in members)  # zipfile never gives more than this
    if inflated > MAX_INFLATED or len(members) > MAX_PARTS:
        raise WorkbookTooLarge(
            expected=f"解压后不超过 {MAX_INFLATED // 2**20} MiB、{MAX_PARTS} 个部件",
            came=f"{inflated} 字节、{len(members)} 个部件",
            do="下载模板，只保留数据后重新上传",
        )
    if any(member.flag_bits & 1 for member in members):
        raise WorkbookEncrypted(
            expected="未加密的工作簿", came="加密的工作簿", do="取消密码后另存再上传"
        )
    for member in members:
        if member.filename.endswith((".xml", ".rels")):
            head = parts.read(member)
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise WorkbookNotXlsx(
                    expected="不含实体声明的工作簿",
                    came=f"{member.filename} 含有实体声明",
                    do="下载模板，填好后重新上传",
                )


def _table(sheet: Any) -> Table:
    if not isinstance(sheet, ReadOnlyWorksheet):
        raise ValueError("no worksheet")
    sheet.reset_dimensions()  # what the file says about its own size is not believed
    filled = _filled_rows(sheet)
    first = next(filled, None)
    if first is None:
        raise WorkbookEmpty(expected="表头和数据行", came="空工作表", do="下载模板填写")
    keys = _headings(first[1])
    rows: list[Row] = []
    for number, cells in filled:
        if len(rows) == MAX_ROWS:
            raise WorkbookTooLong(
                expected=f"不超过 {MAX_ROWS} 行", came=f"{MAX_ROWS} 行以上", do="分成几个文件导入"
            )
        rows.append(Row(number, {key: cells.get(at) for at, key in keys.items()}))
    if not rows:
        raise WorkbookEmpty(expected="至少一行数据", came="只有表头", do="填写后再上传")
    return Table({key: letter(at) for at, key in keys.items()}, tuple(rows))


def _filled_rows(sheet: Any) -> Iterator[tuple[int, dict[int, Any]]]:
    """Give each row that holds something, with its number; column index → value."""
    for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1):
        if number > LAST_ROW:
            raise WorkbookTooLong(
                expected=f"数据在前 {LAST_ROW} 行之内",
                came="更靠下的单元格",
                do="删除数据下方的空行后重新上传",
            )
        for at, cell in enumerate(cells):
            if cell.data_type == "f":
                raise WorkbookHasFormula(
                    expected="值",
                    came="公式",
                    do="选中该列，复制后“选择性粘贴—值”，再上传",
                    place=f"{letter(at)}{number}",
                )
        values = {at: cell.value for at, cell in enumerate(cells) if not _blank(cell.value)}
        if values:
            yield number, values


def _blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _headings(cells: dict[int, Any]) -> dict[int, str]:
    """Match the headings to the columns; every column exactly once, no other heading."""
    came = [str(value).strip() for value in cells.values()]
    wanted = [column.heading for column in COLUMNS]
    odd = [heading for heading in came if heading not in BY_HEADING]
    twice = sorted({heading for heading in came if came.count(heading) > 1})
    missing = [heading for heading in wanted if heading not in came]
    if odd or twice or missing:
        told = {"缺少": missing, "多出": odd, "重复": twice}
        raise HeadingsDiffer(
            expected="、".join(wanted),
            came="；".join(f"{word}：{'、'.join(names)}" for word, names in told.items() if names),
            do="下载模板，不要改动表头",
        )
    return {at: BY_HEADING[str(value).strip()].key for at, value in cells.items()}
