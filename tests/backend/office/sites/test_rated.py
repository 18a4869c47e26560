"""A rated home in the register: its level stands in the list, apart from inspections."""

import csv
import io
from typing import Any
from uuid import UUID

import pytest

from backend.ratings.models import Level
from tests.backend import make
from tests.backend.pages import browser, text_of
from tests.backend.ratings import make as ratings

pytestmark = pytest.mark.usefixtures("rolled_back")


@pytest.fixture(scope="module")
def confirmed(shared_rows: None) -> UUID:
    """Walk a rating to its confirmed level, once."""
    return ratings.confirmed(ratings.small_round()).pk


@pytest.fixture
def level(confirmed: UUID, rolled_back: None) -> Level:
    """Give a level that stands."""
    return Level.objects.get(pk=confirmed)


def test_the_list_and_its_file_say_the_level_and_no_inspection(level: Level) -> None:
    client: Any = browser(make.person("head"))

    page = text_of(client.get("/office/sites"))
    data = b"".join(client.get("/office/sites.csv").streaming_content).decode()

    assert level.title in page
    told = {row["编号"]: row for row in csv.DictReader(io.StringIO(data.removeprefix("\ufeff")))}
    row = told[str(level.site_id)]
    assert (row["等级"], row["等级有效期至"]) == (level.title, level.valid_until.isoformat())
    assert row["最近检查"] == ""


def test_the_home_shows_level_and_application_apart_from_inspections(level: Level) -> None:
    page = text_of(browser(make.person("auditor")).get(f"/office/sites/{level.site_id}"))

    inspections, rating = page.split('id="levels"')
    assert f'href="/office/levels/{level.pk}"' in rating
    assert f"/office/applications/{level.assessment.application_id}" in rating
    assert "还没有检查。" in inspections
    assert "/office/visits/" not in page


def test_the_committee_and_other_counties_do_not_open_the_register(level: Level) -> None:
    there = f"/office/sites/{level.site_id}"

    assert browser(make.person("committee")).get(there).status_code == 403
    assert browser(make.person("head", at=make.NANGANG)).get(there).status_code == 404
