"""From quota to pool: every home stands in it, officers are tokens, recusals are pairs."""

from datetime import date, timedelta
from typing import Any

import pytest

from backend.core import clock
from backend.draws import engine
from backend.draws import selectors as draws
from backend.draws import services as drawing
from backend.draws.refusals import OfficersShort
from backend.draws.services import Witness
from backend.draws.services.randomness import opened_secret
from backend.planning import services
from backend.planning.models import PoolEntry, Task
from backend.planning.pool import demand_labels
from backend.planning.refusals import DrawStanding, LabelForm, QuotaStale
from backend.registers.models import Officer
from scoring.draw import verify
from tests.backend import make
from tests.backend.draws import make as pools
from tests.backend.inspections import make as visits
from tests.backend.planning import make as planning
from tests.backend.registers import make as registers

pytestmark = pytest.mark.django_db


def labels(pool: dict[str, Any]) -> list[str]:
    return [label for stratum in pool["strata"] for label in stratum["labels"]]


def test_the_pool_is_the_county_and_its_quota_the_plans() -> None:
    homes = planning.county()
    draw = planning.announced()
    assert sorted(labels(draw.pool)) == sorted(home.label for home in homes)
    assert [one["quota"] for one in draw.pool["strata"]] == [5]
    assert draw.pool["skip"] == []
    assert PoolEntry.objects.filter(draw=draw).count() == 12


def test_the_announced_chance_is_quota_over_homes_that_can_be_drawn() -> None:
    homes = planning.county()
    visits.plan(site=homes[0])
    task = planning.task()
    pool = planning.announced(task).pool
    (told,) = task.quota.output["strata"]
    can = len(labels(pool)) - len(pool["skip"])
    assert told["chance"] == f"{pool['strata'][0]['quota']}/{can}" == "4/11"
    assert [one["label"] for one in pool["skip"]] == [homes[0].label]


def test_officers_are_tokens_and_who_is_who_is_sealed() -> None:
    planning.county()
    draw = planning.announced()
    told = str(draw.pool)
    for officer in Officer.objects.all():
        assert officer.name not in told
        assert str(officer.pk) not in told
        assert officer.certificate_number not in told
        assert str(officer.pk).encode() not in bytes(draw.task.tokens_sealed or b"")
    assert len(draw.pool["officers"]) == 6


def test_an_interest_becomes_a_pair_without_its_reason() -> None:
    homes = planning.county()
    officer = Officer.objects.order_by("pk").first()
    assert officer is not None
    planning.barred(officer, homes[3])
    officer.interests.create(
        site=homes[4], kind="soft", reason="residence", valid_from=date(2020, 1, 1)
    )
    pairs = planning.announced().pool["recusals"]
    assert {(pair["label"], pair.get("weight")) for pair in pairs} == {
        (homes[3].label, None),
        (homes[4].label, 1),
    }
    assert all("reason" not in pair for pair in pairs)


def test_two_officers_of_each_department_are_asked_for() -> None:
    planning.county()
    for _ in range(2):
        registers.officer(department="消防救援")
    draw = planning.announced(planning.task(planning.published(partners=["消防救援"])))
    teams = [(team["department"], team["officers"]) for team in draw.pool["teams"]]
    assert teams == [("民政", 2), ("消防救援", 2)]


def test_a_department_short_of_certified_officers_is_named() -> None:
    planning.county()
    registers.officer(department="消防救援")
    registers.officer(department="消防救援", certificate_until=clock.today() + timedelta(days=1))
    task = planning.task(planning.published(partners=["消防救援"]))
    with pytest.raises(OfficersShort) as refusal:
        planning.announced(task)
    assert refusal.value.members["place"] == "消防救援"


def test_a_task_with_a_standing_draw_is_not_drawn_again() -> None:
    planning.county()
    draw = planning.drawn()
    with pytest.raises(DrawStanding):
        planning.announced(draw.task)


def test_after_a_voided_draw_the_new_one_says_whose_place_it_takes() -> None:
    planning.county()
    first = planning.announced()
    drawing.void_draw(draw_id=first.pk, reason="合成：名单有误", by=planning.head())
    second = planning.announced(Task.objects.get(draw=first))
    assert second.replaces_id == first.pk
    assert draws.public_before(first)["title"] == draws.public_before(second)["title"]


def test_a_register_that_changed_since_the_quota_asks_for_a_new_one() -> None:
    planning.county()
    task = planning.task()
    registers.site()
    with pytest.raises(QuotaStale):
        planning.announced(task)


def test_a_home_renamed_since_the_quota_asks_for_a_new_one_though_numbers_agree() -> None:
    homes = planning.county()
    task = planning.task()
    homes[0].name = "合成：改名养老院"
    homes[0].save(update_fields=["name"])
    with pytest.raises(QuotaStale):
        planning.announced(task)


def test_unannounced_tasks_and_secret_natures_are_not_shown_beforehand() -> None:
    planning.county()
    assert not planning.announced(planning.task(unannounced=True)).shown_before


def test_an_immediate_draw_of_a_small_pool_is_checked_like_any_other() -> None:
    planning.county()
    task = planning.task()
    witness = Witness("哈尔滨市道里区司法局", "王见证（合成）")
    draw = services.announce_task_draw(task_id=task.pk, by=task.made_by, witness=witness)
    value = [{"name": draw.pool["sources"][0]["name"], "text": "二十一"}]
    drawing.enter_randomness(draw_id=draw.pk, sources=value, by=task.made_by)
    assert verify(draws.bundle(draw), draws.public_before(draw)) == []


def test_every_home_of_the_county_can_be_drawn() -> None:
    homes = planning.county(homes=4, officers=3)
    draw = planning.announced()
    opened = engine.code(opened_secret(draw), draw.n, 1)
    seen: set[str] = set()
    for number in range(60):
        values = [{**pools.VALUES[0], "numbers": [number, 1, 2, 3, 4]}, pools.VALUES[1]]
        bundle = engine.run(draw.pool, {"sources": values, "iterations": [{"code": opened}]})
        seen |= {label for some in bundle["iterations"][0]["selected"].values() for label in some}
    assert seen == {home.label for home in homes}


@pytest.mark.parametrize(
    "wrong",
    [
        ["52230102MJY000000 01 名"],
        ["- 1 名"],
        ["-  01 名"],
        ["- 01 名 "],
        ["- 01 甲", "- 01 乙"],
    ],
)
def test_a_label_names_code_number_and_name_and_no_two_share_them(wrong: list[str]) -> None:
    demand_labels(["- 01 合成 养老院", "52230102MJY0000000 01 名"])
    with pytest.raises(LabelForm):
        demand_labels(wrong)


def test_another_countys_officers_are_never_drawn() -> None:
    planning.county()
    registers.officer(at=make.NANGANG)
    assert len(planning.announced().pool["officers"]) == 6
