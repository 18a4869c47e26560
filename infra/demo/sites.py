"""The Excel file of twelve synthetic sites, and the same file with three wrong rows (合成数据)."""

from io import BytesIO

from openpyxl import Workbook

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
NAMES = ["安康", "福寿", "松龄", "颐和", "长青", "慈安", "和乐", "夕阳红", "金秋", "百合", "爱晚"]


def code(n: int) -> str:
    """Make a synthetic 统一社会信用代码 with right check characters (GB 32100-2015)."""
    body = f"52230102MJY{n:05d}"
    weights = [3, 7, 9, 10, 5, 8, 4, 2]
    inner = body[8:16]
    rest = 11 - sum(w * ALPHABET_36.index(c) for w, c in zip(weights, inner, strict=True)) % 11
    body += {10: "X", 11: "0"}.get(rest, str(rest))
    total = sum(pow(3, i, 31) * ALPHABET.index(c) for i, c in enumerate(body))
    return body + ALPHABET[(31 - total % 31) % 31]


ALPHABET_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def rows() -> list[list[str | int]]:
    """Give twelve rows: the first two under one certificate, the last unfiled, without code."""
    found: list[list[str | int]] = []
    for n, name in enumerate(NAMES, 1):
        own = max(n - 1, 1)  # 01 and 02 share a certificate
        found.append(
            [
                code(own),
                f"道里区{NAMES[own - 1]}养老服务中心（合成数据）",
                "02" if n == 2 else "01",
                f"{name}养老院（合成数据）",
                "230102",
                f"哈尔滨市道里区合成路{n}号",
                40 + 15 * n,
                "养老机构",
                "已备案",
                f"道里备〔2024〕{n}号",
                f"2024-03-{n:02d}",
                f"举办者{n}（合成）",
                f"运营方{n}（合成）",
                f"0451-0000{n:04d}",
            ]
        )
    place = ["无名照料点（合成数据）", "230102", "哈尔滨市道里区合成巷9号"]
    rest = ["养老机构", "未备案", "", "", "举办者（合成）", "", ""]
    found.append(["", "", "01", *place, 12, *rest])
    return found


def workbook(content: list[list[str | int]]) -> bytes:
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
    """The file in which rows 4, 7 and 10 are wrong: check digit, beds, region."""
    content = rows()
    content[2][0] = str(content[2][0])[:-1] + ("1" if str(content[2][0])[-1] != "1" else "2")
    content[5][6] = "很多"
    content[8][4] = "999999"
    return workbook(content)


WRONG_CELLS = {(4, "A"), (7, "G"), (10, "E")}
