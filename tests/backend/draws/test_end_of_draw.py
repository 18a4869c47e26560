"""How a draw ends, and what may be seen when."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from backend.accounts.roles import Role
from backend.core import clock
from backend.core.canonical import digest
from backend.draws import selectors, services
from backend.draws.models import Draw
from backend.draws.refusals import DrawNotOver, DrawState, SealedView, SecondPersonWanted
from scoring.draw import verify
from tests.backend import make
from tests.backend.draws import make as draws

pytestmark = pytest.mark.django_db

OFFICERS: dict[str, Any] = {
    "officers": [
        {"token": f"T{n}", "department": "民政", "valid_until": "2099-12-31"} for n in range(4)
    ],
    "teams": [{"department": "民政", "officers": 2}],
    "recusals": [{"officer": "T0", "label": draws.LABELS[0]}],
}


def test_at_the_end_the_secret_is_published() -> None:
    draw = services.finish_draw(draw_id=draws.drawn().pk, actor="system")
    assert draw.state == Draw.State.FINISHED
    bundle = selectors.bundle(draw)
    assert bundle["secret"] == draw.secret != ""
    assert verify(bundle, selectors.public_before(draw)) == []


def test_nothing_is_opened_to_the_public_before_the_last_visit() -> None:
    draw = draws.drawn()
    with pytest.raises(DrawNotOver):
        selectors.public_after(draw)


def test_the_opened_draw_names_no_officer_and_still_verifies() -> None:
    draw = services.finish_draw(draw_id=draws.drawn(**OFFICERS).pk, actor="system")
    after = selectors.public_after(draw)
    assert "officers" not in after["pool"]
    assert verify(after, selectors.public_before(draw)) == []


def test_the_sealed_view_opens_for_supervision_only_and_is_the_announced_one() -> None:
    draw = draws.announced(**OFFICERS)
    with pytest.raises(SealedView):
        selectors.view_for(draw.announced_by, draw, "sealed")
    seen = selectors.view_for(make.person(Role.SUPERVISION, at="230100"), draw, "sealed")
    assert seen["officers"][0]["token"] == "T0"
    assert "salt" not in seen
    assert digest(seen) == selectors.public_before(draw)["sealed_sha256"]


def test_supervision_of_another_district_sees_no_sealed_view() -> None:
    draw = draws.announced(**OFFICERS)
    with pytest.raises(SealedView):
        selectors.view_for(make.person(Role.SUPERVISION, at=make.NANGANG), draw, "sealed")


def test_a_secret_not_opened_within_two_working_days_aborts_the_draw() -> None:
    draw = draws.announced()
    clock.advance(timedelta(days=3))
    assert services.abort_overdue_draws() == []
    clock.advance(timedelta(days=15))
    assert services.abort_overdue_draws() == [draw.pk]
    assert services.abort_overdue_draws() == []
    draw.refresh_from_db()
    assert draw.state == Draw.State.ABORTED
    assert draw in selectors.shown_to_public()


def test_a_drawn_draw_is_never_aborted() -> None:
    draws.drawn()
    clock.advance(timedelta(days=60))
    assert services.abort_overdue_draws() == []


def test_a_mistaken_draw_is_voided_by_another_and_stays() -> None:
    draw = services.finish_draw(draw_id=draws.drawn().pk, actor="system")
    head = make.person(Role.HEAD)
    services.void_draw(draw_id=draw.pk, reason="录入号码有误", by=head)
    draw.refresh_from_db()
    assert (draw.state, draw.end_reason) == (Draw.State.VOIDED, "录入号码有误")
    assert verify(selectors.bundle(draw)) == []
    assert draw in selectors.shown_to_public()


def test_who_announced_a_draw_cannot_void_it() -> None:
    draw = draws.announced()
    with pytest.raises(SecondPersonWanted):
        services.void_draw(draw_id=draw.pk, reason="不满意", by=draw.announced_by)


def test_a_voided_draw_is_never_drawn() -> None:
    draw = draws.announced()
    services.void_draw(draw_id=draw.pk, reason="名单有误", by=make.person(Role.HEAD))
    clock.advance(timedelta(days=3))
    with pytest.raises(DrawState):
        services.enter_randomness(draw_id=draw.pk, sources=draws.VALUES, by=draw.announced_by)


def test_the_database_keeps_what_was_drawn() -> None:
    draws.drawn()
    for command in ("UPDATE draws_drawiteration SET code = 'x'", "DELETE FROM draws_drawiteration"):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(command)


def test_an_imported_draw_claims_nothing_and_is_taken_once() -> None:
    terms: dict[str, Any] = {
        "title": "省级平台抽取（合成）",
        "region": make.region(),
        "number": "黑双随机〔2026〕7号",
        "file_sha256": "ab" * 32,
        "drawn_at": clock.now(),
        "selected": draws.LABELS[:2],
        "by": draws.scheduler(),
    }
    draw = services.import_draw(**terms)
    assert services.import_draw(**terms).pk == draw.pk
    assert selectors.selected_labels(draw) == draws.LABELS[:2]
    with pytest.raises(DrawState):
        selectors.bundle(draw)
    assert services.finish_draw(draw_id=draw.pk, actor="system").secret == ""
