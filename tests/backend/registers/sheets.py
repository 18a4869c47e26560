"""Real workbooks for the import tests, built with openpyxl (合成数据)."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from rest_framework.test import APIClient

from backend.registers.sheet.columns import COLUMNS, SHEET
from tests.backend.registers import make

HEADINGS = [column.heading for column in COLUMNS]
CHAIN = make.code(3)  # two sites under one certificate


def row(n: int, **values: Any) -> dict[str, Any]:
    """Give one good row of a filed home."""
    good = {
        "统一社会信用代码": make.code(n),
        "登记法人": f"合成养老服务中心{n}",
        "服务场所序号": None,
        "服务场所名称": f"合成养老院{n}",
        "区县代码": "230102",
        "地址": f"道里区合成路 {n} 号",
        "床位数": 20 * n,
        "类型": "养老院",
        "备案状态": "已备案",
        "备案编号": f"合成备{n:04d}",
        "备案日期": "2024-03-01",
        "举办者": f"合成养老服务中心{n}",
        "运营方": "合成运营有限公司",
        "联系电话": "0451-00000000",
    }
    return {**good, **values}


def unfiled(n: int) -> dict[str, Any]:
    """Give one row of a place without code and filing."""
    empty = dict.fromkeys(["统一社会信用代码", "登记法人", "备案编号", "备案日期"])
    return row(n, **empty, 备案状态="未备案")


def twelve() -> list[dict[str, Any]]:
    """Give twelve good rows: two sites under one certificate, one unfiled place."""
    rows = [row(n) for n in range(1, 13)]
    rows[3] = row(4, 统一社会信用代码=CHAIN, 登记法人="合成养老服务中心3")
    rows[11] = unfiled(12)
    return rows


def book(rows: list[dict[str, Any]], headings: list[str] | None = None) -> bytes:
    """Write the rows below the headings."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = SHEET
    headings = headings or HEADINGS
    sheet.append(headings)
    for values in rows:
        sheet.append([values.get(heading) for heading in headings])
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def upload(client: APIClient, data: bytes, name: str = "sites.xlsx") -> Any:
    """Send a file for preview."""
    return client.post("/api/v1/site-imports", {"file": SimpleUploadedFile(name, data)})


def bring_in(client: APIClient, rows: list[dict[str, Any]]) -> Any:
    """Preview and apply."""
    preview = upload(client, book(rows)).json()
    return client.post(f"/api/v1/site-imports/{preview['id']}/apply")
