"""The authority of a district is added and changed; its mark stays once a number bears it."""

from typing import Any

import pytest

from backend.oplog.models import Event
from backend.papers import services
from backend.papers.models import Agency
from backend.papers.refusals import BadMark, MarkInUse, MarkTaken, UnknownAgency
from backend.papers.selectors import agency_for
from tests.backend import make

pytestmark = pytest.mark.django_db

TOLD = {
    "department": "民政",
    "mark": "哈南民",
    "name": "合成南岗区民政局",
    "review_body": "合成南岗区人民政府",
    "address": "合成区合成路2号",
    "contact": "综合科，0451-00000002（合成）",
    "supervision_phone": "0451-00000003（合成）",
    "source": "行政复议法第24条；其余为合成数据",
}


def keep(at: str = make.NANGANG, **wish: str) -> Agency:
    return services.keep_agency(region=make.region(at), actor="system", **(TOLD | wish))


def events() -> list[Any]:
    return [one.body for one in Event.objects.filter(kind="agency.kept").order_by("pk")]


def test_a_district_without_an_agency_gets_one_and_its_papers_find_it() -> None:
    with pytest.raises(UnknownAgency) as no:
        agency_for(make.NANGANG, "民政")
    assert "发文机关" in no.value.problem()["do"]

    keep()

    assert agency_for(make.NANGANG, "民政").name == TOLD["name"]
    assert [(one["before"], one["after"]["mark"]) for one in events()] == [(None, "哈南民")]


def test_the_same_said_twice_is_written_once() -> None:
    keep()
    keep()

    assert Agency.objects.filter(region_code=make.NANGANG).count() == 1
    assert len(events()) == 1


def test_a_change_says_what_stood_before() -> None:
    keep()
    keep(contact="新科室（合成）")

    said = events()[-1]
    assert (said["before"]["contact"], said["after"]["contact"]) == (
        TOLD["contact"],
        "新科室（合成）",
    )


def test_a_mark_without_numbers_may_be_corrected() -> None:
    keep()
    keep(mark="哈岗民")

    assert [one.mark for one in Agency.objects.filter(region_code=make.NANGANG)] == ["哈岗民"]


@pytest.mark.parametrize("lent", [False, True])
def test_a_mark_stays_once_a_number_was_given_out_under_it(lent: bool) -> None:
    keep()
    if lent:
        services.lease_block(agency="哈南民", kind="onsite-record", year=2026, device="one", size=1)
    else:
        services.take_number("哈南民", "onsite-record", 2026)

    with pytest.raises(MarkInUse) as no:
        keep(mark="哈岗民")
    keep(address="合成区合成路3号")

    assert "不变" in no.value.problem()["do"]
    assert agency_for(make.NANGANG, "民政").mark == "哈南民"
    assert agency_for(make.NANGANG, "民政").address == "合成区合成路3号"


@pytest.mark.parametrize("mark", ["哈里民", "哈里民检"])
def test_a_mark_that_reads_like_anothers_is_taken(mark: str) -> None:
    with pytest.raises(MarkTaken):
        keep(mark=mark)


@pytest.mark.parametrize("mark", ["民", "哈南民A", "哈 南民", "一二三四五六七八九", ""])
def test_a_mark_is_two_to_eight_characters(mark: str) -> None:
    with pytest.raises(BadMark):
        keep(mark=mark)


def test_departments_of_one_district_stand_side_by_side() -> None:
    keep()
    keep(department="市场监管", mark="哈南市监", name="合成南岗区市场监督管理局")

    assert agency_for(make.NANGANG, "民政").mark == "哈南民"
    assert agency_for(make.NANGANG, "市场监管").mark == "哈南市监"


def post(person: Any, **wish: str) -> Any:
    body = TOLD | {"region": make.NANGANG} | wish
    return make.client_for(person).post("/api/v1/agencies", body, format="json")


def test_the_platform_administrator_adds_it_through_the_api() -> None:
    admin = make.person("platform_admin", at=make.NANGANG)

    said = post(admin)
    listed = make.client_for(admin).get("/api/v1/agencies").json()["results"]

    assert (said.status_code, said.json()["mark"]) == (200, "哈南民")
    assert [one["mark"] for one in listed] == ["哈南民"]


def test_another_county_is_not_there() -> None:
    said = post(make.person("platform_admin"))

    assert said.status_code == 404
    assert not Agency.objects.filter(region_code=make.NANGANG).exists()


def test_a_blank_field_is_no_answer() -> None:
    said = post(make.person("platform_admin", at=make.NANGANG), review_body=" ")

    assert said.status_code == 400
