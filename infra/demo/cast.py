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
# The city keeps the pool of assessors, the district draws from it.
ASSESSORS = (
    Member("pingding1", "评定员甲（合成）", ("assessor",), CITY, "市养老服务协会（合成）"),
    Member("pingding2", "评定员乙（合成）", ("assessor",), CITY, "市养老服务协会（合成）"),
    Member("pingding3", "评定员丙（合成）", ("assessor",), CITY, "某护理学院（合成）"),
    Member("pingding4", "评定员丁（合成）", ("assessor",), CITY, "某护理学院（合成）"),
    Member("pingding5", "评定员戊（合成）", ("assessor",), CITY, "某设计院（合成）"),
    Member("pingding6", "评定员己（合成）", ("assessor",), CITY, "某设计院（合成）"),
    Member("pingding7", "评定员庚（合成）", ("assessor",), CITY, "某医院（合成）"),
)
COMMITTEE = (
    Member("weiyuan1", "评定委员甲（合成）", ("committee",)),
    Member("weiyuan2", "评定委员乙（合成）", ("committee",)),
    Member("weiyuan3", "评定委员丙（合成）", ("committee",)),
)
# In the order of the second act: rated, lower than applied for, barred.
MANAGERS = (
    Member("yuanzhang", "养老院院长（合成）", ("home_manager",)),
    Member("yuanzhang2", "第二家院长（合成）", ("home_manager",)),
    Member("yuanzhang3", "第三家院长（合成）", ("home_manager",)),
)
CAST = (
    Member("juzhang", "局长（合成）", ("head",)),
    Member("kezhang", "科长（合成）", ("reviewer",)),
    Member("dengji", "登记员（合成）", ("registrar",)),
    Member("jihua", "计划员（合成）", ("scheduler",)),
    Member("gongshi", "公示员（合成）", ("publisher",)),
    Member("shouli", "受理员（合成）", ("intake",)),
    Member("jiandu", "执法监督员（合成）", ("supervision",)),
    Member("shidengji", "市局登记员（合成）", ("registrar",), CITY),
    Member("linqu", "南岗区计划员（合成）", ("scheduler", "registrar", "inspector"), OTHER),
    *MANAGERS,
    *OFFICERS,
    *ASSESSORS,
    *COMMITTEE,
)
ADMINISTRATOR = "guanli"
