"""Builders of draws: pools of synthetic homes (合成数据), dated by the house's clock."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from backend.accounts.models import Person
from backend.accounts.roles import Role
from backend.core import clock
from backend.draws import services
from backend.draws.models import Draw
from tests.backend import make

VALUES = [
    {"name": "大乐透前区", "numbers": [3, 11, 17, 24, 35]},
    {"name": "大乐透后区", "numbers": [2, 9]},
]
LABELS = [f"52230102MJY00000{n:02} 01 合成养老院{n:02}" for n in range(1, 13)]


def scheduler(**more: Any) -> Person:
    """Make a scheduler of the district."""
    return make.person(Role.SCHEDULER, **more)


def sources(on: date | None = None) -> list[dict[str, Any]]:
    """Give the lottery of a day, three days ahead by default."""
    day = (on or clock.today() + timedelta(days=3)).isoformat()
    return [
        {"name": "大乐透前区", "date": day, "numbers": 5},
        {"name": "大乐透后区", "date": day, "numbers": 2},
    ]


def pool(labels: list[str] | None = None, quota: int = 5, **more: Any) -> dict[str, Any]:
    """Give a pool of one stratum, as planning hands it over."""
    stratum = {"name": "230102 道里区", "quota": quota, "labels": labels or LABELS}
    return {
        "title": "合成数据：2026年日常检查",
        "sources": sources(),
        "strata": [stratum],
        "skip": [],
    } | more


def announced(by: Person | None = None, **more: Any) -> Draw:
    """Announce a draw; more goes to the pool."""
    return services.announce_draw(
        pool=pool(**more), region=make.region(), by=by or scheduler(name="计划员")
    )


def let_days_pass(days: int) -> None:
    """Move the demonstration clock."""
    with transaction.atomic():
        clock.advance(timedelta(days=days))


def drawn(by: Person | None = None, **more: Any) -> Draw:
    """Announce, let four days pass, enter the values."""
    draw = announced(by, **more)
    let_days_pass(3)
    return services.enter_randomness(draw_id=draw.pk, sources=VALUES, by=draw.announced_by)
