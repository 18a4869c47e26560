"""Levels, notices, rounds and announcements for everybody; takedown reaches all of them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from backend.accounts.roles import Role
from backend.core import clock
from backend.core.ids import uuid7
from backend.publication import services
from backend.publication.models import Publication
from backend.ratings import services as rating
from backend.ratings.models import Level
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.pages import browser, text_of
from tests.backend.publication import make as publications
from tests.backend.ratings import make as ratings
from tests.backend.registers import make as registers

pytestmark = pytest.mark.usefixtures("rolled_back")
Kind = Publication.Kind


@pytest.fixture
def anybody() -> Any:
    return browser()


@pytest.fixture(scope="module")
def confirmed(shared_rows: None) -> UUID:
    """Walk a rating to its confirmed level, once, and let its events be handled."""
    found = ratings.confirmed(ratings.small_round())
    publications.told("level.")
    return found.pk


@pytest.fixture
def level(confirmed: UUID, rolled_back: None) -> Level:
    """Give a confirmed level that everybody can read."""
    return Level.objects.get(pk=confirmed)


def head() -> Any:
    return make.person(Role.HEAD)


def of_level(level: Level) -> Publication:
    return Publication.objects.filter(kind=Kind.LEVEL, site=level.site_id).earliest("published_at")


def in_csv(client: Any, **asked: str) -> list[dict[str, str]]:
    answer = client.get("/sites.csv", asked)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_level_stands_with_its_days_rates_and_proof_apart_from_inspections(
    anybody: Any, level: Level
) -> None:
    page = text_of(anybody.get(f"/sites/{level.site_id}"))
    of_levels, _gap, of_inspections = page.partition('id="results"')

    said = ['class="grade"', "有效期", "各分项得分率", "必备条件", "未被改动", "如何验证"]
    assert [word for word in said if word not in of_levels] == []
    assert 'class="grade"' not in of_inspections
    assert "等级依申请评定，不由行政检查产生" in of_levels


def test_the_published_file_of_a_level_gives_its_digest(anybody: Any, level: Level) -> None:
    found = of_level(level)

    data = anybody.get(f"/published/{found.pk}.json").content

    assert hashlib.sha256(data).hexdigest() == found.payload_digest
    assert anybody.get(f"/published/{uuid7()}.json").status_code == 404


def test_a_suspended_level_says_so_everywhere(anybody: Any, level: Level) -> None:
    rating.suspend_level(level_id=level.pk, reason="发生火灾", by=head())
    publications.told("level.")

    addresses = (f"/sites/{level.site_id}", "/", "/ratings", "/feed.atom")
    said = {address: text_of(anybody.get(address)) for address in addresses}

    assert [address for address, page in said.items() if "等级暂停，调查中" not in page] == []
    assert "发生火灾" not in "".join(said.values())
    assert in_csv(anybody)[0]["等级状态"] == "等级暂停，调查中"
    assert in_csv(anybody, level=level.level) == []


def test_a_level_whose_days_are_over_is_marked(anybody: Any, level: Level) -> None:
    ratings.days_pass((level.valid_until - clock.today()).days + 1)

    assert "已过有效期" in text_of(anybody.get(f"/sites/{level.site_id}"))
    assert in_csv(anybody, level=level.level) == []


def test_a_home_is_found_by_its_level_and_its_beds(anybody: Any, level: Level) -> None:
    other = registers.site(name="合成未评定养老院")
    other.beds = 30
    other.save(update_fields=["beds"])

    rated = text_of(anybody.get("/", {"level": level.level}))
    unrated = text_of(anybody.get("/", {"level": "none", "beds": "50"}))

    assert other.name not in rated
    assert f"/sites/{level.site_id}" in rated
    assert other.name in unrated
    assert "未评定不等于不合格" in unrated
    assert f"/sites/{level.site_id}" not in unrated
    assert "beds=50" in unrated  # the export and the next page keep the terms


def test_the_export_says_level_page_and_licence(anybody: Any, level: Level) -> None:
    rows = in_csv(anybody)
    book = load_workbook(io.BytesIO(anybody.get("/sites.xlsx").getvalue()))

    (row,) = [one for one in rows if one["网页"].endswith(str(level.site_id))]
    assert row["等级"] == level.title
    assert row["等级至"] == level.valid_until.isoformat()
    assert "注明来源" in row["许可"]
    assert book.worksheets[0].max_row == len(rows) + 1


def test_what_was_taken_down_leaves_search_feed_export_and_file(anybody: Any, level: Level) -> None:
    found = of_level(level)
    result = publications.published()
    assert str(found.pk) in text_of(anybody.get("/feed.atom"))

    for shown in (found, result):
        services.take_down(publication_id=shown.pk, reason="可辨认个人", by=head())

    feed = text_of(anybody.get("/feed.atom"))
    assert str(found.pk) not in feed
    assert str(result.pk) not in feed
    assert in_csv(anybody, level=level.level) == []
    assert {row["等级"] for row in in_csv(anybody)} == {"未评定"}
    assert anybody.get(f"/published/{found.pk}.json").status_code == 404
    assert "各分项得分率" not in text_of(anybody.get(f"/sites/{level.site_id}"))
    assert str(level.site_id) not in text_of(anybody.get("/ratings"))


def test_a_file_with_terms_nobody_offered_is_refused(anybody: Any) -> None:
    assert anybody.get("/sites.csv", {"beds": "无"}).status_code == 400
    assert anybody.get("/sites.xlsx", {"level": "九"}).status_code == 400


def test_a_closed_home_is_in_no_list(anybody: Any) -> None:
    site = registers.site(name="合成已关停养老院")
    type(site).objects.filter(pk=site.pk).update(state="closed")

    lists = "".join(text_of(anybody.get(one)) for one in ("/", "/sitemap-sites.xml"))

    assert str(site.pk) not in lists
    assert site.name not in str(in_csv(anybody))


def test_a_running_notice_says_who_which_level_until_when_and_how_to_object(
    anybody: Any,
) -> None:
    row = ratings.noticed(ratings.small_round())
    publications.told("rating.noticed")

    page = text_of(anybody.get("/ratings"))
    home = text_of(anybody.get(f"/sites/{row.site_id}"))

    assert row.site.name in page
    assert [word for word in ("拟评定为", "公示期", "怎样提出异议") if word not in page] == []
    assert "公示中：拟评定为" in home
    assert "未评定不等于不合格" in home

    ratings.days_pass(40)
    assert "现在没有正在公示的拟评定等级" in text_of(anybody.get("/ratings"))


def test_a_round_is_announced_with_its_window(anybody: Any) -> None:
    round_ = ratings.small_round()

    for address in ("/ratings", "/ratings/rounds"):
        page = text_of(anybody.get(address))
        assert round_.title in page
        assert f"{round_.window_from.year}年{round_.window_from.month}月" in page


def test_a_half_year_is_announced_in_two_tables(anybody: Any, level: Level) -> None:
    publications.published()
    half = clock.today()
    name = f"{half.year}H{1 if half.month <= 6 else 2}"
    first = clock.today().replace(month=7 if half.month <= 6 else 12, day=1)
    ratings.days_pass((first + timedelta(days=45) - half).days)
    found = services.announce_results(region=make.region(), half_year=name, by=head())

    page = text_of(anybody.get(f"/announcements/{found.pk}"))
    of_inspections, _gap, of_levels = page.partition('id="levels"')

    assert level.site.name in of_levels
    assert level.site.name not in of_inspections
    assert "发现问题待后续处理" in of_inspections
    assert found.payload_digest in page
    assert str(found.pk) in text_of(anybody.get("/announcements"))
    assert anybody.get(f"/announcements/{uuid7()}").status_code == 404


def test_no_level_in_the_list_asks_the_database_again(anybody: Any, level: Level) -> None:
    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            answer = anybody.get(address)
            b"".join(answer.streaming_content) if answer.streaming else answer.content
        return len(seen)

    before = [asked(address) for address in ("/", "/sites.csv", "/feed.atom", "/ratings")]
    for n in range(12):
        registers.site(name=f"合成{n}")

    assert [asked(one) for one in ("/", "/sites.csv", "/feed.atom", "/ratings")] == before


def test_a_home_is_described_for_search_engines_and_nothing_ends_the_element(
    anybody: Any, level: Level
) -> None:
    site = level.site
    site.name = "合成</script><b>养老院"
    site.save(update_fields=["name"])

    page = text_of(anybody.get(f"/sites/{site.pk}"))
    text = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    told = json.loads(text)

    assert told["name"] == site.name
    assert told["hasCertification"]["certificationRating"]["ratingValue"] == level.title
    assert told["hasCertification"]["certificationStatus"] == "CertificationActive"
    assert "starRating" not in text


def test_search_engines_find_the_pages_and_caches_keep_them_a_minute(anybody: Any) -> None:
    visit = visits.locked()
    publications.published(visit)
    addresses = ("/robots.txt", "/sitemap.xml", "/sitemap-sites.xml", "/feed.atom")
    said = {address: anybody.get(address) for address in addresses}

    assert {one.headers["Cache-Control"] for one in said.values()} == {"public, max-age=60"}
    assert "/sitemap.xml" in text_of(said["/robots.txt"])
    assert "/sitemap-sites.xml" in text_of(said["/sitemap.xml"])
    assert f"/sites/{visit.site_id}" in text_of(said["/sitemap-sites.xml"])
    assert "抽查未发现问题不等于没有问题" in text_of(said["/feed.atom"])
    assert anybody.get("/sitemap-nothing.xml").status_code == 404
