"""The columns of the sites sheet (名录导入模板): heading, what is expected, an example.

The order is the template's; a sheet may have them in another order, but all of them.
"""

from dataclasses import dataclass

from openpyxl.utils import get_column_letter


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the key in code, its Chinese heading, what a cell may hold, an example."""

    key: str
    heading: str
    expected: str
    example: str


COLUMNS = (
    Column(
        "uscc",
        "统一社会信用代码",
        "18 位代码，末位校验正确；尚无证照的场所留空",
        "52230102MJY000001A",
    ),
    Column("holder", "登记法人", "证照上的名称；代码为空时留空", "哈尔滨市道里区某某养老院"),
    Column(
        "number",
        "服务场所序号",
        "01 至 999，同一代码下不重复；留空则自动编号",
        "01",
    ),
    Column("name", "服务场所名称", "1 至 60 个字", "某某养老院（康安路院区）"),
    Column("region", "区县代码", "本人职责范围内的 6 位县级行政区划代码", "230102"),
    Column("address", "地址", "1 至 100 个字", "道里区康安路 1 号"),
    Column("beds", "床位数", "0 至 20000 的整数", "80"),
    Column("kind", "类型", "设施类型名称或其当地名称", "养老院"),
    Column("state", "备案状态", "已备案、未备案、无证、已关停之一", "已备案"),
    Column("filing_number", "备案编号", "已备案时必填；未备案、无证时留空", "2301020001"),
    Column("filed_on", "备案日期", "日期，如 2024-03-01，不晚于今天", "2024-03-01"),
    Column("organiser", "举办者", "名称，可留空", "哈尔滨某某养老服务有限公司"),
    Column("operator", "运营方", "名称，可留空", "哈尔滨某某养老服务有限公司"),
    Column("phone", "联系电话", "数字、空格、+、-，可留空", "0451-00000000"),
)
BY_HEADING = {column.heading: column for column in COLUMNS}
SHEET = "服务场所"
MAX_ROWS = 5000


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell that cannot be used, as a person at the sheet finds it (错误)."""

    row: int
    column: str  # the letter in this sheet
    heading: str
    code: str
    expected: str
    came: str
    do: str

    def as_json(self) -> dict[str, str | int]:
        """Give it for the preview."""
        return {
            "row": self.row,
            "column": self.column,
            "heading": self.heading,
            "code": self.code,
            "expected": self.expected,
            "came": self.came,
            "do": self.do,
        }


def letter(index: int) -> str:
    """Give the letter of a column counted from 0."""
    return str(get_column_letter(index + 1))
