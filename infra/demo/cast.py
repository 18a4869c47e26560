"""Who takes part (全部为合成数据): login name, name, roles, region."""

from dataclasses import dataclass

CITY, DISTRICT, OTHER = "230100", "230102", "230103"
AGENCY = "哈尔滨市道里区民政局"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the cast."""

    username: str
    name: str
    roles: tuple[str, ...]
    region: str = DISTRICT
    department: str = "民政"


OFFICERS = (
    Member("jiancha1", "检查员甲（合成）", ("inspector",)),
    Member("jiancha2", "检查员乙（合成）", ("inspector",)),
    Member("jiancha3", "检查员丙（合成）", ("inspector",)),
    Member("jiancha4", "检查员丁（合成）", ("inspector",)),
)
CAST = (
    Member("juzhang", "局长（合成）", ("head",)),
    Member("kezhang", "科长（合成）", ("reviewer",)),
    Member("dengji", "登记员（合成）", ("registrar",)),
    Member("jihua", "计划员（合成）", ("scheduler",)),
    Member("gongshi", "公示员（合成）", ("publisher",)),
    Member("jiandu", "执法监督员（合成）", ("supervision",)),
    Member("yuanzhang", "养老院院长（合成）", ("home_manager",)),
    Member("linqu", "南岗区计划员（合成）", ("scheduler", "registrar", "inspector"), OTHER),
    *OFFICERS,
)
ADMINISTRATOR = "guanli"
