"""GET /api/v1/public/draws…: before the draw keyed digests only, all of it after the last visit."""

import json
from typing import Any

import pytest

from backend.core import outbox
from backend.draws import services as draws
from backend.draws.models import Draw
from backend.publication import services
from backend.publication.models import Publication
from scoring.draw import verify
from tests.backend import make
from tests.backend.draws import make as pools

pytestmark = pytest.mark.django_db


@pytest.fixture
def anybody() -> Any:
    return make.client_for()


def page_of(client: Any, draw: Draw, part: str = "") -> Any:
    return client.get(f"/api/v1/public/draws/{draw.pk}{part}")


def finished() -> Draw:
    draw = pools.drawn()
    draws.finish_draw(draw_id=draw.pk, actor="system")
    outbox.deliver_all()
    draw.refresh_from_db()
    return draw


def test_the_announcement_is_public_at_once_and_names_no_home(anybody: Any) -> None:
    draw = pools.announced()
    outbox.deliver_all()

    answer = page_of(anybody, draw)

    assert answer.status_code == 200, answer.content
    said = answer.json()
    assert said["before"]["view_sha256"] == draw.public_before_digest
    assert said["before"]["view"]["codes"]["commitment"] == draw.pool["codes"]["commitment"]
    assert said["after"] is None
    assert "合成养老院" not in json.dumps(said, ensure_ascii=False)


def test_labels_stay_closed_until_the_last_visit_is_over(anybody: Any) -> None:
    draw = pools.drawn()
    outbox.deliver_all()

    assert "合成养老院" not in page_of(anybody, draw).content.decode()
    assert page_of(anybody, draw, "/bundle").status_code == 404
    services.publish_draw_after({"draw": str(draw.pk)})
    assert page_of(anybody, draw, "/bundle").status_code == 404


def test_after_the_last_visit_anybody_can_run_the_draw_again(anybody: Any) -> None:
    draw = finished()

    said = page_of(anybody, draw).json()
    bundle = page_of(anybody, draw, "/bundle").json()

    assert said["state_name"] == "已完成"
    assert sum(map(len, said["after"]["selected"].values())) == 5
    assert verify(bundle, said["before"]["view"]) == []
    assert bundle["secret"] == draw.secret


def test_an_unannounced_draw_is_nowhere_before_its_end(anybody: Any) -> None:
    draw = draws.announce_draw(
        pool=pools.pool(), region=make.region(), by=pools.scheduler(), shown_before=False
    )
    outbox.deliver_all()
    services.publish_draw({"draw": str(draw.pk)})

    assert page_of(anybody, draw).status_code == 404
    assert anybody.get("/api/v1/public/draws").json()["results"] == []
    assert not Publication.objects.exists()


def test_told_twice_is_published_once() -> None:
    draw = finished()

    services.publish_draw({"draw": str(draw.pk)})
    services.publish_draw_after({"draw": str(draw.pk)})

    kinds = sorted(Publication.objects.values_list("kind", flat=True))
    assert kinds == ["draw-after", "draw-before"]


def test_a_voided_draw_stays_visible_with_its_reason(anybody: Any) -> None:
    draw = pools.announced()
    outbox.deliver_all()
    draws.void_draw(draw_id=draw.pk, reason="名单有误", by=make.person("head"))

    said = page_of(anybody, draw).json()

    assert (said["state_name"], said["end_reason"]) == ("已作废", "名单有误")


def test_a_draw_taken_down_is_gone(anybody: Any) -> None:
    draw = pools.announced()
    outbox.deliver_all()
    found = Publication.objects.get(subject_id=draw.pk)
    services.take_down(publication_id=found.pk, reason="误公开", by=make.person("head"))

    assert page_of(anybody, draw).status_code == 404


def test_draws_are_listed_newest_first_and_by_region(anybody: Any) -> None:
    first, second = pools.announced(), pools.announced()
    outbox.deliver_all()

    rows = anybody.get("/api/v1/public/draws?region=230100").json()["results"]

    assert [row["id"] for row in rows] == [str(second.pk), str(first.pk)]
    assert anybody.get("/api/v1/public/draws?region=230103").json()["results"] == []


def test_no_officer_stands_in_a_public_draw(anybody: Any) -> None:
    officers = [
        {"token": f"token-{n}", "department": "民政", "valid_until": "2099-12-31"} for n in range(3)
    ]
    teams = [{"department": "民政", "officers": 2}]
    draw = pools.drawn(officers=officers, teams=teams)
    outbox.deliver_all()
    before = page_of(anybody, draw).content.decode()
    draws.finish_draw(draw_id=draw.pk, actor="system")
    outbox.deliver_all()

    assert "token-" not in before
    assert "token-" not in page_of(anybody, draw).json()["before"]
