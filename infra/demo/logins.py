"""Where the demonstration is and who may log in (登录地址与账号); all of it synthetic."""

from collections.abc import Iterator

from infra.demo.cast import (
    ADMINISTRATOR,
    ASSESSORS,
    CAST,
    COMMITTEE,
    MANAGERS,
    OFFICERS,
    Member,
)
from infra.demo.report import pad

PLACES = (
    ("公众网站", "/", "查机构、等级、抽取，核验文书；不用登录"),
    ("机构门户", "/portal/", "养老机构负责人"),
    ("办公端", "/office/", "局内人员、评定委员"),
    ("平板检查端", "/tablet/", "检查人员、评定人员；先在办公端“平板”取登记码"),
    ("公开核验日志", "/log", "任何人"),
)
ROLES = {
    "head": "机关负责人",
    "reviewer": "科室负责人",
    "registrar": "登记员",
    "scheduler": "计划员",
    "publisher": "公示员",
    "intake": "受理员",
    "supervision": "执法监督",
    "inspector": "执法检查人员",
    "assessor": "评定人员",
    "committee": "评定委员",
    "home_manager": "机构负责人",
}
FIELD = {*MANAGERS, *OFFICERS, *ASSESSORS, *COMMITTEE}
GROUPS: tuple[tuple[str, tuple[Member, ...]], ...] = (
    ("机关", tuple(one for one in CAST if one not in FIELD)),
    ("养老机构（评为三级、评为二级、不予受理）", MANAGERS),
    ("执法检查人员", OFFICERS),
    ("评定人员（庚未通过考试，不抽）", ASSESSORS),
    ("评定委员会", COMMITTEE),
)


def lines(base: str, passwords: dict[str, str]) -> Iterator[str]:
    """Give the addresses, then the logins by what people do."""
    yield f"星鉴 {base}  （全部为合成数据 all data synthetic）"
    yield ""
    for name, path, who in PLACES:
        yield f"  {pad(name, 14)}{pad(base + path, 34)}{who}"
    for title, members in GROUPS:
        yield f"\n  {title}"
        for one in members:
            yield _line(one.username, passwords, one.name, [ROLES[role] for role in one.roles])
    yield "\n  平台"
    yield _line(ADMINISTRATOR, passwords, "平台管理员", [])


def _line(username: str, passwords: dict[str, str], name: str, roles: list[str]) -> str:
    said = f"    {pad(username, 11)}{passwords[username]}  {pad(name, 24)}{'、'.join(roles)}"
    return said.rstrip()
