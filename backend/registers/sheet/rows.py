"""One row of the sheet as values of the register, or as faults named by cell.

Pure: knows the region codes, kinds and day it is given, not the database.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from stdnum.cn import uscc as stdnum_uscc

from backend.registers.sheet.columns import COLUMNS, Fault
from backend.registers.sheet.workbook import Row

STATES = {"已备案": "filed", "未备案": "unfiled", "无证": "unlicensed", "已关停": "closed"}
_CODE = re.compile(r"[1-9ANY][0-9A-HJ-NPQRTUWXY][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
_PHONE = re.compile(r"[0-9+\- ()（）]{5,30}")
_EXPECTED = {column.key: column.expected for column in COLUMNS}
_HEADING = {column.key: column.heading for column in COLUMNS}
_OWN_STATE = frozenset({"unfiled", "unlicensed"})


class Unusable(ValueError):
    """A cell cannot be used: its stable code, and what to do."""

    def __init__(self, code: str, do: str) -> None:
        super().__init__(code)
        self.code = code
        self.do = do


@dataclass(frozen=True, slots=True)
class Known:
    """What a cell may refer to: region codes of the caller, kind by any of its names, today."""

    regions: frozenset[str]
    kinds: Mapping[str, str]
    today: date


@dataclass(slots=True)
class Draft:
    """A row being read: values by key, and the faults found."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def check_uscc(text: str) -> str:
    """Give the code in its one form; the check character is computed by python-stdnum.

    Raises Unusable for another length, letter or check character.
    Source: GB 32100-2015.
    """
    code = text.upper().replace(" ", "").replace("-", "")
    if len(code) != 18:
        raise Unusable("uscc-length", "核对证照，代码应为 18 位")
    if not _CODE.fullmatch(code):
        raise Unusable("uscc-letters", "核对证照，代码不含 I、O、S、V、Z，第 3 至 8 位为数字")
    if stdnum_uscc.calc_check_digit(code) != code[-1]:
        raise Unusable("uscc-check-character", "核对证照，有一位写错或次序颠倒")
    return code


def read_row(row: Row, letters: Mapping[str, str], known: Known) -> Draft:
    """Read one row; the draft has values for every key only when it has no faults."""
    draft = Draft(row.number)
    for key, read in _READERS.items():
        value = row.cells.get(key)
        try:
            draft.values[key] = read(value, known)
        except Unusable as fault:
            blame(draft, letters, key, value, fault)
    if not draft.faults:
        for key, odd in _contradictions(draft.values):
            blame(draft, letters, key, row.cells.get(key), odd)
    return draft


def blame(draft: Draft, letters: Mapping[str, str], key: str, value: Any, fault: Unusable) -> None:
    """Write a fault of a cell down, by row, column letter and heading."""
    draft.faults.append(
        Fault(
            row=draft.number,
            column=letters[key],
            heading=_HEADING[key],
            code=fault.code,
            expected=_EXPECTED[key],
            came=shown(value),
            do=fault.do,
        )
    )


def shown(value: Any) -> str:
    """Give a cell's value for a message: short, one line."""
    if value is None or value == "":
        return "空"
    text = " ".join(_text(value).split())
    return text if len(text) <= 40 else text[:39] + "…"


def _contradictions(values: dict[str, Any]) -> list[tuple[str, Unusable]]:
    """Find what no cell shows alone: code, holder, state and filing must fit together."""
    found = []
    if values["uscc"] and not values["holder"]:
        found.append(("holder", Unusable("holder-missing", "填写证照上的登记法人名称")))
    if values["holder"] and not values["uscc"]:
        found.append(("uscc", Unusable("uscc-missing", "填写登记法人的统一社会信用代码")))
    if values["state"] == "filed":
        needed = {"uscc": "uscc-missing", "filing_number": "filing-number-missing"}
        needed["filed_on"] = "filing-day-missing"
        for key, code in needed.items():
            if not values[key] and code not in {fault.code for _, fault in found}:
                found.append((key, Unusable(code, "补填，或将备案状态改为未备案、无证")))
    if values["state"] in _OWN_STATE:
        for key in ("filing_number", "filed_on"):
            if values[key]:
                found.append((key, Unusable("filing-not-expected", "清空，或将备案状态改为已备案")))
    return found


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value)


def clean(value: Any) -> str:
    """Give text in NFC on one line, single spaces, nothing invisible."""
    text = unicodedata.normalize("NFC", _text("" if value is None else value))
    text = " ".join(text.split())
    if any(unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cs", "Cn"} for letter in text):
        raise Unusable("text-invisible", "含有不可见字符，请重新录入")
    return text


def _named(limit: int, *, required: bool) -> Callable[[Any, Known], str]:
    def read(value: Any, known: Known) -> str:
        text = clean(value)
        if required and not text:
            raise Unusable("cell-empty", "补填")
        if len(text) > limit:
            raise Unusable("text-too-long", f"缩短至 {limit} 个字以内")
        return text

    return read


def _uscc(value: Any, known: Known) -> str:
    if isinstance(value, int | float):
        raise Unusable("uscc-stored-as-number", "将该列设为文本格式后重新录入，数值会丢失末位")
    text = unicodedata.normalize("NFKC", clean(value))
    return check_uscc(text) if text else ""


def _number(value: Any, known: Known) -> str:
    text = unicodedata.normalize("NFKC", clean(value))
    if not text:
        return ""
    if not re.fullmatch(r"[0-9]{1,3}", text) or int(text) == 0:
        raise Unusable("site-number-shape", "填写 01 至 999，或留空")
    return f"{int(text):02d}"


def _region(value: Any, known: Known) -> str:
    text = unicodedata.normalize("NFKC", clean(value))
    if text not in known.regions:
        raise Unusable("region-not-yours", "填写本人职责范围内的区县代码")
    return text


def _beds(value: Any, known: Known) -> int:
    text = unicodedata.normalize("NFKC", clean(value))
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > 20000:
        raise Unusable("beds-not-a-number", "填写整数，不写单位；未知填 0")
    return int(text)


def _kind(value: Any, known: Known) -> str:
    text = clean(value)
    if text not in known.kinds:
        raise Unusable("kind-unknown", "改用模板“说明”页列出的类型")
    return known.kinds[text]


def _state(value: Any, known: Known) -> str:
    text = clean(value)
    if text not in STATES:
        raise Unusable("state-unknown", "从已备案、未备案、无证、已关停中选一")
    return STATES[text]


def _day(value: Any, known: Known) -> str:
    if value is None or (isinstance(value, str) and not value.strip()):
        return ""
    day = value.date() if isinstance(value, datetime) else value
    if isinstance(day, str):
        text = re.sub(r"[./年月]", "-", clean(day)).rstrip("日")
        match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
        try:
            day = date(*map(int, match.groups())) if match else None
        except ValueError:
            day = None
    if not isinstance(day, date):
        raise Unusable("day-unreadable", "写成 2024-03-01 的样子")
    if day > known.today:
        raise Unusable("day-in-future", "核对备案日期")
    return day.isoformat()


def _phone(value: Any, known: Known) -> str:
    text = unicodedata.normalize("NFKC", clean(value))
    if text and not _PHONE.fullmatch(text):
        raise Unusable("phone-shape", "只填号码")
    return text


_READERS: dict[str, Callable[[Any, Known], Any]] = {
    "uscc": _uscc,
    "holder": _named(60, required=False),
    "number": _number,
    "name": _named(60, required=True),
    "region": _region,
    "address": _named(100, required=True),
    "beds": _beds,
    "kind": _kind,
    "state": _state,
    "filing_number": _named(60, required=False),
    "filed_on": _day,
    "organiser": _named(60, required=False),
    "operator": _named(60, required=False),
    "phone": _phone,
}
