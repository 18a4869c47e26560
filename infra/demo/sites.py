"""The Excel file of synthetic sites, and the same file with three wrong rows (合成数据)."""

from io import BytesIO

from openpyxl import Workbook

from infra.demo.cast import DISTRICT
from infra.demo.districts import DISTRICTS, HOMES, shares

HEADINGS = [
    "统一社会信用代码",
    "登记法人",
    "服务场所序号",
    "服务场所名称",
    "区县代码",
    "地址",
    "床位数",
    "类型",
    "备案状态",
    "备案编号",
    "备案日期",
    "举办者",
    "运营方",
    "联系电话",
]
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ALPHABET_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NAMES = [
    *("安康", "福寿", "松龄", "颐和", "长青", "慈安", "和乐", "夕阳红", "金秋", "百合", "爱晚"),
    *("静园", "鹤年"),
]
Row = list[str | int]


def code(n: int, region: str = DISTRICT) -> str:
    """Make a synthetic 统一社会信用代码 with right check characters (GB 32100-2015)."""
    body = f"52{region}MJY{n:05d}"
    weights = [3, 7, 9, 10, 5, 8, 4, 2]
    inner = body[8:16]
    rest = 11 - sum(w * ALPHABET_36.index(c) for w, c in zip(weights, inner, strict=True)) % 11
    body += {10: "X", 11: "0"}.get(rest, str(rest))
    total = sum(pow(3, i, 31) * ALPHABET.index(c) for i, c in enumerate(body))
    return body + ALPHABET[(31 - total % 31) % 31]


def rows() -> list[Row]:
    """Give the inspected district: the first two under one certificate, the last one unfiled."""
    found = [_row(DISTRICT, n, own=max(n - 1, 1)) for n in range(1, HOMES)]
    found[1][2] = "02"
    place = ["无名照料点（合成数据）", DISTRICT, "哈尔滨市道里区合成巷9号"]
    rest = ["养老机构", "未备案", "", "", "举办者（合成）", "", ""]
    found.append(["", "", "01", *place, 12, *rest])
    return found


def city_rows() -> list[Row]:
    """Give the whole city: the inspected district first, then the other seventeen."""
    others = [_row(region, n) for region, size in shares().items() for n in range(1, size + 1)]
    return [*rows(), *others]


def _row(region: str, n: int, own: int = 0) -> Row:
    """Give the n-th home of a district; own: whose certificate it stands under."""
    district, name, holder = DISTRICTS[region], NAMES[n - 1], NAMES[(own or n) - 1]
    home = f"{name}养老院" if region == DISTRICT else f"{district}{name}老年公寓"
    return [
        code(own or n, region),
        f"{district}{holder}养老服务中心（合成数据）",
        "01",
        f"{home}（合成数据）",
        region,
        f"哈尔滨市{district}合成路{n}号",
        40 + 15 * n,
        "养老机构",
        "已备案",
        f"{district[:-1]}备〔2024〕{n}号",
        f"2024-03-{n:02d}",
        f"举办者{n}（合成）",
        f"运营方{n}（合成）",
        f"0451-{int(region) % 10000:04d}{n:04d}",
    ]


def workbook(content: list[Row]) -> bytes:
    """Write the rows under their headings."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADINGS)
    for row in content:
        sheet.append(row)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def wrong() -> bytes:
    """The city's file in which rows 4, 57 and 110 are wrong: check digit, beds, region."""
    content = city_rows()
    content[2][0] = str(content[2][0])[:-1] + ("1" if str(content[2][0])[-1] != "1" else "2")
    content[55][6] = "很多"
    content[108][4] = "999999"
    return workbook(content)


WRONG_CELLS = {(4, "A"), (57, "G"), (110, "E")}
