"""Entering the randomness: only announced sources, on their day, once."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from backend.core import clock
from backend.core.canonical import canonical
from backend.core.refusals import Refusal
from backend.draws import selectors, services
from backend.draws.models import Draw, DrawIteration
from backend.draws.refusals import OtherRandomness, RandomnessOverdue, RandomnessTooEarly
from backend.oplog.models import Event
from scoring.draw import verify
from tests.backend import make
from tests.backend.draws import make as draws

pytestmark = pytest.mark.django_db


def enter(draw: Draw, values: list[dict[str, Any]] | None = None) -> Draw:
    return services.enter_randomness(
        draw_id=draw.pk, sources=values or draws.VALUES, by=draw.announced_by
    )


def test_five_homes_are_drawn_and_anybody_can_draw_them_again() -> None:
    draw = draws.drawn()
    assert len(selectors.selected_labels(draw)) == 5
    bundle = selectors.bundle(draw)
    assert verify(bundle, selectors.public_before(draw)) == []
    assert "secret" not in bundle


def test_the_command_line_verifies_the_bundle(tmp_path: Path) -> None:
    bundle = tmp_path / "bundle.json"
    bundle.write_bytes(canonical(selectors.bundle(draws.drawn())))
    told = subprocess.run(
        [sys.executable, "-m", "scoring", "verify", str(bundle)], capture_output=True, check=False
    )
    assert told.returncode == 0, told.stderr.decode()


def test_before_the_day_of_the_source_nothing_is_entered() -> None:
    draw = draws.announced()
    with pytest.raises(RandomnessTooEarly):
        enter(draw)
    assert not DrawIteration.objects.exists()


def test_the_same_values_twice_are_the_same_draw() -> None:
    draw = draws.drawn()
    swapped = [draws.VALUES[1], {**draws.VALUES[0], "numbers": [35, 24, 17, 11, 3]}]
    assert enter(draw, swapped).pk == draw.pk
    assert DrawIteration.objects.count() == 1
    assert Event.objects.filter(kind="draw.drawn").count() == 1


def test_other_values_are_refused_once_drawn() -> None:
    draw = draws.drawn()
    before = selectors.bundle(draw)
    with pytest.raises(OtherRandomness):
        enter(draw, [{**draws.VALUES[0], "numbers": [1, 2, 3, 4, 5]}, draws.VALUES[1]])
    assert selectors.bundle(draw) == before


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("source-missing", draws.VALUES[:1]),
        ("source-unknown", [*draws.VALUES, {"name": "双色球", "numbers": [1]}]),
        ("source-unknown", [{**draws.VALUES[0], "date": "2020-01-01"}, draws.VALUES[1]]),
        ("numbers-count", [{**draws.VALUES[0], "numbers": [1, 2]}, draws.VALUES[1]]),
    ],
)
def test_wrong_values_are_refused_and_leave_nothing(
    code: str, values: list[dict[str, Any]]
) -> None:
    draw = draws.announced()
    clock.advance(timedelta(days=3))
    with pytest.raises(Refusal) as refusal:
        enter(draw, values)
    assert refusal.value.code == code
    assert not DrawIteration.objects.exists()
    draw.refresh_from_db()
    assert draw.state == Draw.State.ANNOUNCED


def test_two_working_days_later_it_is_too_late() -> None:
    draw = draws.announced()
    clock.advance(timedelta(days=20))
    with pytest.raises(RandomnessOverdue):
        enter(draw)


def test_an_immediate_draw_is_drawn_the_same_day_from_the_witness_alone() -> None:
    pool = {key: value for key, value in draws.pool().items() if key != "sources"}
    by = draws.scheduler()
    witness = services.Witness("哈尔滨市道里区司法局", "李见证（合成）")
    draw = services.announce_draw(pool=pool, region=make.region(), by=by, witness=witness)
    name = draw.pool["sources"][0]["name"]
    enter(draw, [{"name": name, "text": "春风又绿江南岸"}])
    assert verify(selectors.bundle(draw)) == []
