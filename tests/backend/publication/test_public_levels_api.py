"""GET /api/v1/public/{levels,notices,rounds}: what anybody may read, without login."""

from __future__ import annotations

from typing import Any

import pytest

from backend.accounts.roles import Role
from backend.core import outbox
from backend.core.canonical import digest
from backend.ratings import services as rating
from tests.backend import make
from tests.backend.ratings import make as ratings

pytestmark = pytest.mark.django_db


def read(path: str) -> Any:
    answer = make.client_for().get(f"/api/v1/public/{path}")
    assert answer.status_code == 200, answer.content
    assert answer["Cache-Control"] == "public, max-age=60"
    return answer.json()


def test_anybody_follows_a_rating_from_its_round_to_its_level() -> None:
    round_ = ratings.small_round()
    (line,) = read("rounds?region=230102")["results"]
    assert (line["title"], line["state_words"]) == (round_.title, "申报中")

    row = ratings.noticed(round_)
    outbox.deliver_all()
    (notice,) = read("notices")["results"]
    assert notice["site"]["id"] == str(row.site_id)
    assert read(f"sites/{row.site_id}")["level_notices"][0]["until"] == notice["until"]
    assert read("notices?region=230103")["results"] == []

    ratings.days_pass(20)
    level = rating.confirm_level(application_id=row.pk, by=make.person(Role.HEAD))
    rating.suspend_level(level_id=level.pk, reason="发生火灾", by=make.person(Role.HEAD))
    outbox.deliver_all()
    newest = read("levels")["results"]
    assert [one["state"]["words"] for one in newest] == ["等级暂停，调查中", "确认等级"]
    assert read("levels?region=230103")["results"] == []
    for one in newest:
        assert digest(read(f"levels/{one['publication']}")) == one["payload_digest"]
    said = read(f"sites/{level.site_id}")
    assert said["level"]["state_words"] == "等级暂停，调查中"
    words = [entry["words"] for entry in said["credit"] if entry["kind"] == "level"]
    assert sorted(words) == sorted([f"{level.title}：等级暂停，调查中", f"评定为{level.title}"])


def test_what_is_not_public_is_not_there() -> None:
    anybody = make.client_for()
    for path in ("levels", "announcements"):
        url = f"/api/v1/public/{path}/00000000-0000-0000-0000-000000000007"
        assert anybody.get(url).status_code == 404
    assert anybody.get("/api/v1/public/levels?region=abc").status_code == 400
