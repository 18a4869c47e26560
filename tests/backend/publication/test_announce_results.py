"""The half-yearly announcement: inspections and levels, a table each (评估结果公告)."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from backend.accounts.roles import Role
from backend.core import clock
from backend.core.canonical import digest
from backend.core.refusals import Refusal
from backend.oplog.models import Event as Logged
from backend.papers.models import Agency, Paper
from backend.papers.selectors import file_of
from backend.publication import announcements, services
from backend.publication.half_years import half_before, half_of
from backend.publication.models import Publication
from backend.ratings import services as rating
from backend.translog.models import Leaf
from tests.backend import make
from tests.backend.publication import make as publications
from tests.backend.ratings import make as ratings

pytestmark = pytest.mark.usefixtures("rolled_back")


@pytest.fixture(scope="module")
def published(shared_rows: None) -> UUID:
    """Publish the result of a visit, once."""
    return publications.published().pk


@pytest.fixture
def result(published: UUID, rolled_back: None) -> Publication:
    """Give a result that everybody can read."""
    return Publication.objects.get(pk=published)


def over() -> str:
    """Let the half-year of today end, and name it."""
    today = clock.today()
    half = half_of(f"{today.year}H{1 if today.month <= 6 else 2}")
    ratings.days_pass((half.following - today).days)
    return half.name


def announced(half_year: str, at: str = make.DAOLI) -> Publication:
    return services.announce_results(
        region=make.region(at), half_year=half_year, by=make.person(Role.PUBLISHER, at=at)
    )


def code_of(call: Any, *args: Any) -> str:
    with pytest.raises(Refusal) as no:
        call(*args)
    return no.value.code


def test_results_and_levels_stand_in_a_table_each_and_the_paper_says_so(
    result: Publication,
) -> None:
    level = ratings.confirmed(ratings.small_round())
    rating.suspend_level(level_id=level.pk, reason="发生火灾", by=make.person(Role.HEAD))
    publications.told("level.")
    found = announced(over())

    payload = found.payload or {}
    (one,) = payload["inspections"]
    assert (one["publication"], one["digest"]) == (str(result.pk), result.payload_digest)
    assert (one["problems"], one["corrected"]) == (1, 0)
    assert [row["state_words"] for row in payload["levels"]] == ["确认等级", "等级暂停，调查中"]
    assert all("level" not in row for row in payload["inspections"])
    assert all("conclusion" not in row for row in payload["levels"])

    paper = Paper.objects.get(kind="evaluation-announcement")
    assert paper.subject_id == found.pk
    publications.told("paper.requested", paper.pk)
    paper.refresh_from_db()
    head, tail = paper.text.split("二、等级评定")
    assert "问题整改：发现问题1项，已整改0项" in head
    assert "等级暂停，调查中" in tail
    assert "等级暂停" not in head
    assert file_of(paper, "public").startswith(b"%PDF")


def test_it_is_published_once_entered_once_and_written_down_once(
    result: Publication,
) -> None:
    half_year = over()
    first, again = announced(half_year), announced(half_year)

    assert first.pk == again.pk
    assert digest(first.payload) == first.payload_digest
    assert Leaf.objects.filter(kind="announcement.published").count() == 1
    assert Paper.objects.filter(kind="evaluation-announcement").count() == 1
    assert Logged.objects.filter(kind="announcement.published").count() == 1


def test_a_half_year_that_runs_or_is_no_half_year_is_refused() -> None:
    today = clock.today()
    running = f"{today.year}H{1 if today.month <= 6 else 2}"
    assert code_of(announced, running) == "half-year-not-over"
    for name in ("2026", "2026H3", "２０２６H1", "2026h1", ""):
        assert code_of(announced, name) == "half-year-unknown"
    assert not Publication.objects.filter(kind="announcement").exists()


def test_the_half_years_have_their_days() -> None:
    first, second = half_of("2026H1"), half_of("2026H2")
    assert (first.first, first.until, first.words) == (
        date(2026, 1, 1),
        date(2026, 6, 30),
        "2026年上半年",
    )
    assert (second.first, second.until) == (date(2026, 7, 1), date(2026, 12, 31))
    assert half_before(date(2027, 1, 1)) == second
    assert half_before(date(2026, 12, 31)) == first


def test_only_what_was_published_in_the_half_year_and_below_the_region_is_in_it(
    result: Publication,
) -> None:
    for code, mark in ((make.NANGANG, "哈南民"), ("230100", "哈民")):
        same = Agency.objects.get(region_code=make.DAOLI, department="民政")
        same.pk, same.region_code = mark, code
        same.save(force_insert=True)
    half_year = over()
    here, there, above = (announced(half_year, at) for at in (make.DAOLI, make.NANGANG, "230100"))
    counts = [len((one.payload or {})["inspections"]) for one in (here, there, above)]
    assert counts == [1, 0, 1]
    assert (announced("2025H2").payload or {})["inspections"] == []


def test_what_was_taken_down_since_is_left_out_of_the_page_and_the_file_is_gone(
    result: Publication,
) -> None:
    found = announced(over())
    assert announcements.file_of(found.pk) == found.payload
    services.take_down(publication_id=result.pk, reason="误发", by=make.person(Role.PUBLISHER))

    said = announcements.detail(found.pk)
    assert said is not None
    assert (said["inspections"], said["left_out"], said["unchanged"]) == ([], 1, True)
    assert announcements.file_of(found.pk) is None
    name = (found.payload or {})["inspections"][0]["site_name"]
    assert name not in json.dumps(said, ensure_ascii=False)


def test_over_the_api_it_is_the_publishers_and_everybodys_to_read(
    result: Publication,
) -> None:
    half_year = over()
    body = {"region": make.DAOLI, "half_year": half_year}
    url = "/api/v1/publications/announcements"
    publisher = make.client_for(make.person(Role.PUBLISHER))
    elsewhere = make.client_for(make.person(Role.PUBLISHER, at=make.NANGANG))
    assert elsewhere.post(url, body, content_type="application/json").status_code == 404
    made = publisher.post(url, body, content_type="application/json")
    assert made.status_code == 201, made.content

    anybody = make.client_for()
    (line,) = anybody.get("/api/v1/public/announcements?region=230102").json()["results"]
    assert line["title"].endswith("半年评估结果公告")
    said = anybody.get(f"/api/v1/public/announcements/{line['id']}").json()
    assert len(said["inspections"]) == 1
    assert anybody.get("/api/v1/public/announcements?region=230103").json()["results"] == []
