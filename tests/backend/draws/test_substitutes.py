"""Substitutes: a document, a second person, then the next code."""

from datetime import timedelta

import pytest

from backend.accounts.models import Person
from backend.core import clock
from backend.core.refusals import Refusal
from backend.draws import selectors, services
from backend.draws.models import Draw
from backend.draws.refusals import (
    DeclaredAlready,
    LabelUnknown,
    NothingDeclared,
    SecondPersonWanted,
    SourceTooEarly,
)
from backend.oplog.models import Event
from scoring.draw import verify
from tests.backend.draws import make as draws

pytestmark = pytest.mark.django_db


def declare(draw: Draw, label: str, by: Person | None = None) -> None:
    services.declare_unavailable(
        draw_id=draw.pk,
        label=label,
        reason="停业装修（合成）",
        document="哈里民函〔2026〕9号",
        by=by or draw.announced_by,
    )


def test_the_freed_place_is_filled_and_the_others_keep_theirs() -> None:
    draw = draws.drawn()
    before = selectors.selected_labels(draw)
    declare(draw, before[0])
    services.confirm_unavailable(draw_id=draw.pk, label=before[0], by=draws.scheduler())
    services.next_iteration(draw_id=draw.pk, by=draw.announced_by)
    after = selectors.selected_labels(draw)
    assert after[:4] == before[1:]
    assert after[4] not in before
    assert verify(selectors.bundle(draw)) == []


def test_the_declaration_is_logged_before_the_code_is_opened() -> None:
    draw = draws.drawn()
    label = selectors.selected_labels(draw)[0]
    declare(draw, label)
    services.confirm_unavailable(draw_id=draw.pk, label=label, by=draws.scheduler())
    services.next_iteration(draw_id=draw.pk, by=draw.announced_by)
    kinds = list(Event.objects.order_by("at").values_list("kind", flat=True))
    assert kinds[-3:] == [
        "draw.unavailable_declared",
        "draw.unavailable_confirmed",
        "draw.iterated",
    ]


def test_the_holder_of_the_secret_never_confirms() -> None:
    draw = draws.drawn()
    label = selectors.selected_labels(draw)[0]
    declare(draw, label, by=draws.scheduler())
    with pytest.raises(SecondPersonWanted):
        services.confirm_unavailable(draw_id=draw.pk, label=label, by=draw.announced_by)


def test_who_declared_it_never_confirms() -> None:
    draw, other = draws.drawn(), draws.scheduler()
    label = selectors.selected_labels(draw)[0]
    declare(draw, label, by=other)
    with pytest.raises(SecondPersonWanted):
        services.confirm_unavailable(draw_id=draw.pk, label=label, by=other)


def test_a_declaration_alone_opens_no_code() -> None:
    draw = draws.drawn()
    declare(draw, selectors.selected_labels(draw)[0])
    with pytest.raises(NothingDeclared):
        services.next_iteration(draw_id=draw.pk, by=draw.announced_by)
    assert draw.iterations.count() == 1


def test_a_label_outside_the_pool_cannot_be_declared() -> None:
    draw = draws.drawn()
    with pytest.raises(LabelUnknown):
        declare(draw, "没有这家")


def test_a_label_is_declared_once() -> None:
    draw = draws.drawn()
    label = selectors.selected_labels(draw)[0]
    declare(draw, label)
    with pytest.raises(DeclaredAlready):
        declare(draw, label)


def test_a_new_public_result_enters_the_next_order() -> None:
    draw = draws.drawn()
    label = selectors.selected_labels(draw)[0]
    declare(draw, label)
    services.confirm_unavailable(draw_id=draw.pk, label=label, by=draws.scheduler())
    clock.advance(timedelta(days=2))
    later = [{**value, "date": clock.today().isoformat()} for value in draws.VALUES]
    services.next_iteration(draw_id=draw.pk, by=draw.announced_by, sources=later)
    assert verify(selectors.bundle(draw)) == []
    assert "randomness" in selectors.last_iteration(draw)


def test_a_new_result_that_was_known_at_the_declaration_is_refused() -> None:
    draw = draws.drawn()
    label = selectors.selected_labels(draw)[0]
    declare(draw, label)
    services.confirm_unavailable(draw_id=draw.pk, label=label, by=draws.scheduler())
    today = [{**value, "date": clock.today().isoformat()} for value in draws.VALUES]
    with pytest.raises(SourceTooEarly):
        services.next_iteration(draw_id=draw.pk, by=draw.announced_by, sources=today)


def test_when_all_are_gone_the_stratum_is_short_and_says_so() -> None:
    draw = draws.drawn(labels=draws.LABELS[:5])
    label = selectors.selected_labels(draw)[0]
    declare(draw, label)
    services.confirm_unavailable(draw_id=draw.pk, label=label, by=draws.scheduler())
    services.next_iteration(draw_id=draw.pk, by=draw.announced_by)
    assert selectors.last_iteration(draw)["short"] == {"230102 道里区": 1}
    assert verify(selectors.bundle(draw)) == []


def test_nothing_is_declared_before_the_draw() -> None:
    with pytest.raises(Refusal) as refusal:
        declare(draws.announced(), draws.LABELS[0])
    assert refusal.value.code == "draw-state"
