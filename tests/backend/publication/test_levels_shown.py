"""What the public sees of levels and of their notices, and when (等级公告, 等级评定公示)."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command

from backend.accounts.roles import Role
from backend.core import clock
from backend.core.canonical import digest
from backend.core.models import Event
from backend.publication import public_levels as levels
from backend.publication import services
from backend.publication.models import Publication
from backend.publication.public import public_site
from backend.ratings import services as rating
from backend.ratings.models import Level, Vote
from backend.translog.models import Leaf, Opening
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.publication import make as publications
from tests.backend.ratings import make as ratings

pytestmark = pytest.mark.usefixtures("rolled_back")
Kind = Publication.Kind


def head() -> Any:
    return make.person(Role.HEAD)


@pytest.fixture(scope="module")
def confirmed(shared_rows: None) -> UUID:
    """Walk a rating by the shipped checklist to its level, once, and let it be published."""
    found = ratings.confirmed(ratings.round_of(), applied_for="3")
    publications.told("rating.noticed")
    publications.told("level.")
    return found.pk


@pytest.fixture
def level(confirmed: UUID, rolled_back: None) -> Level:
    """Give a confirmed level that was published."""
    return Level.objects.get(pk=confirmed)


def of(level: Level) -> Any:
    (one,) = levels.levels_of_site(level.site_id)
    return one


def states(level: Level) -> list[str]:
    return [row["state"] for row in reversed(of(level)["history"])]


def test_a_confirmed_level_is_read_with_its_days_rates_and_conditions(level: Level) -> None:
    one = of(level)
    assert (one["title"], one["level_word"], one["state_words"]) == ("三级", "级", "有效")
    assert (one["valid_from"], one["valid_until"]) == (
        level.valid_from.isoformat(),
        level.valid_until.isoformat(),
    )
    assert one["certificate"].endswith("号")
    assert {row["title"]: row["rate"] for row in one["chapters"]}["服务"] == "1.000000"
    assert {row["words"] for row in one["hard_conditions"]} == {"符合"}
    assert "基本条件全部满足" in {row["title"] for row in one["hard_conditions"]}
    assert one["demonstration"]
    assert any("演示" in line for line in one["statements"])
    assert one["unchanged"]
    said = public_site(level.site_id)
    assert said is not None
    assert said["level"]["level_id"] == str(level.pk)


def test_no_assessor_mark_vote_or_reason_of_a_person_leaves(level: Level) -> None:
    rating.suspend_level(level_id=level.pk, reason="王某某护理员被举报（合成）", by=head())
    publications.told("level.")
    shown = Publication.objects.filter(kind__in=[Kind.LEVEL, Kind.NOTICE])
    text = json.dumps([row.payload for row in shown], ensure_ascii=False)
    text += json.dumps(public_site(level.site_id), ensure_ascii=False)

    assert shown.count() == 3
    assert "王某某" not in text
    visit = level.assessment.visit
    names = [row.officer.name for row in visit.officers.select_related("officer")]
    names += [vote.member.name for vote in Vote.objects.select_related("member")]
    names += [level.confirmed_by.name, level.assessment.application.applicant.name]
    assert [name for name in names if name in text] == []
    assert "points" not in text


def test_a_suspended_level_is_seen_as_such_in_the_same_request(
    level: Level, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        rating.suspend_level(level_id=level.pk, reason="发生火灾", by=head())
    one = of(level)
    assert (one["state_words"], one["standing"]) == ("等级暂停，调查中", False)
    assert states(level) == ["valid", "suspended"]
    assert Opening.objects.filter(label__endswith="等级暂停，调查中").count() == 1


def test_even_before_any_handler_ran_nobody_reads_a_suspended_level_as_valid(level: Level) -> None:
    rating.suspend_level(level_id=level.pk, reason="发生火灾", by=head())
    assert of(level)["state"] == "suspended"
    assert not levels.sites_with_levels([level.site_id])[level.site_id]["standing"]


def test_everything_that_becomes_of_a_level_is_published_once_and_entered(level: Level) -> None:
    told: dict[str, Any] = {"level_id": level.pk, "by": head()}
    rating.suspend_level(reason="发生火灾", **told)
    rating.restore_level(reason="无责任", **told)
    publications.told("level.")
    for event in Event.objects.filter(name__startswith="level."):
        services.publish_level(event.payload)

    assert states(level) == ["valid", "suspended", "valid"]
    assert [row["words"] for row in of(level)["history"]] == [
        "恢复等级",
        "等级暂停，调查中",
        "确认等级",
    ]
    assert Leaf.objects.filter(kind="level.published").count() == 3
    for row in Publication.objects.filter(kind=Kind.LEVEL):
        assert digest(row.payload) == row.payload_digest
        assert levels.public_file(row.pk) == row.payload


def test_a_level_taken_away_stays_in_the_history_but_not_on_the_home(level: Level) -> None:
    terms: dict[str, Any] = {"kind": "revoke", "grounds": "拒不整改", "clause": "第二十条（合成）"}
    row = rating.propose_removal(level_id=level.pk, by=make.person(Role.REVIEWER), **terms)
    ratings.days_pass(15)
    rating.decide_removal(removal_id=row.pk, outcome="imposed", reason="事实清楚", by=head())
    publications.told("level.")

    said = public_site(level.site_id)
    assert said is not None
    assert said["level"] is None
    assert said["levels"][0]["state_words"] == "已撤销等级"
    assert levels.sites_with_levels([level.site_id]) == {}


def test_a_lowered_level_shows_the_lower_one(level: Level) -> None:
    terms: dict[str, Any] = {
        "kind": "downgrade",
        "to_level": "2",
        "grounds": "复查",
        "clause": "合成",
    }
    row = rating.propose_removal(level_id=level.pk, by=make.person(Role.REVIEWER), **terms)
    ratings.days_pass(15)
    rating.decide_removal(removal_id=row.pk, outcome="imposed", reason="复查不达标", by=head())
    publications.told("level.")

    now, before = levels.levels_of_site(level.site_id)
    assert (now["title"], now["history"][0]["words"]) == ("二级", "降为本等级")
    assert (before["title"], before["state_words"]) == ("三级", "已降级")


def test_a_level_over_its_days_is_none_even_before_the_morning_run(level: Level) -> None:
    ratings.days_pass((level.valid_until - clock.today()).days)
    assert of(level)["standing"]
    ratings.days_pass(1)
    assert (of(level)["state"], of(level)["state_words"]) == ("expired", "已过有效期")

    rating.lapse_levels()
    publications.told("level.")
    assert (of(level)["state_words"], states(level)) == ("到期失效", ["valid", "lapsed"])


def test_a_new_level_shows_that_it_replaced_the_old_one(level: Level) -> None:
    new = ratings.confirmed(ratings.small_round(), level.site)
    publications.told("level.")
    shown = levels.levels_of_site(level.site_id)
    assert [one["level_id"] for one in shown] == [str(new.pk), str(level.pk)]
    assert [one["state"] for one in shown] == ["valid", "replaced"]


def test_a_list_of_homes_asks_once_for_all_levels(
    level: Level, django_assert_num_queries: Any
) -> None:
    other = visits.site()
    with django_assert_num_queries(2):  # one is the demonstration clock's
        found = levels.sites_with_levels([level.site_id, other.pk])
    assert list(found) == [level.site_id]


def test_a_level_taken_down_is_gone_from_everywhere_and_entered(level: Level) -> None:
    (row,) = Publication.objects.filter(kind=Kind.LEVEL)
    services.take_down(publication_id=row.pk, reason="误发（合成）", by=make.person(Role.PUBLISHER))
    assert levels.levels_of_site(level.site_id) == []
    assert levels.sites_with_levels([level.site_id]) == {}
    assert levels.public_file(row.pk) is None
    assert not Opening.objects.filter(kind="level.published").exists()
    assert Leaf.objects.filter(kind="publication.taken-down").count() == 1


def test_an_inspection_gives_no_level_to_read() -> None:
    visit = visits.locked()
    assert levels.levels_of_site(visit.site_id) == []
    said = public_site(visit.site_id)
    assert said is not None
    assert (said["level"], said["levels"]) == (None, [])
    assert said["level_statement"] == "未评定不等于不合格"


def test_nothing_is_left_to_migrate() -> None:
    call_command("makemigrations", "publication", check=True, dry_run=True, verbosity=0)
