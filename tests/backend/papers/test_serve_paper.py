"""Serving papers, and which dates of service stand."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from backend.core import clock
from backend.papers import services
from backend.papers.models import Paper, Service
from backend.papers.refusals import (
    AlreadyServed,
    DateNotPossible,
    NothingToConfirm,
    WitnessWanted,
)
from backend.papers.shapes import DeviceWord
from tests.backend.papers import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper() -> Paper:
    return make.requested("rectification-order")


def serve(paper: Paper, served_on: date | None = None, **rest: Any) -> Service:
    told: dict[str, Any] = {
        "kind": "direct",
        "recipient": "郑合成（合成）",
        "actor": "system",
    } | rest
    return services.serve_paper(paper_id=paper.pk, served_on=served_on or clock.today(), **told)


def tablet(skew_s: float | None = 3.0, downloaded_at: datetime | None = None) -> DeviceWord:
    now = clock.now()
    return DeviceWord("tablet-1", skew_s, downloaded_at or now - timedelta(days=2), now)


def test_a_service_at_the_desk_stands() -> None:
    assert serve(make.requested("rectification-order")).state == Service.State.SETTLED


@pytest.mark.parametrize(
    ("device", "doubt"),
    [
        (tablet, ""),
        (lambda: tablet(skew_s=299.9), ""),
        (lambda: tablet(skew_s=-300.0), "clock-off"),
        (lambda: tablet(skew_s=None), "clock-never-measured"),
        (
            lambda: tablet(downloaded_at=clock.now() + timedelta(days=1)),
            "date-outside-package-and-receipt",
        ),
    ],
)
def test_a_date_from_a_tablet_stands_only_when_its_clock_does(
    paper: Paper, device: Callable[[], DeviceWord], doubt: str
) -> None:
    service = serve(paper, device=device())

    assert service.doubt == doubt
    assert (service.state == Service.State.DATE_TO_CONFIRM) == bool(doubt)


def test_the_head_settles_a_doubtful_date_once(paper: Paper) -> None:
    serve(paper, device=tablet(skew_s=4000))
    day = clock.today() - timedelta(days=1)

    service = services.confirm_service(paper_id=paper.pk, served_on=day, actor="head")

    assert (service.state, service.served_on) == (Service.State.SETTLED, day)
    with pytest.raises(NothingToConfirm):
        services.confirm_service(paper_id=paper.pk, served_on=day, actor="head")


def test_the_same_service_twice_is_once_and_another_is_refused(paper: Paper) -> None:
    assert serve(paper) == serve(paper)
    with pytest.raises(AlreadyServed):
        serve(paper, kind="post")


def test_a_date_to_come_is_refused(paper: Paper) -> None:
    with pytest.raises(DateNotPossible):
        serve(paper, clock.today() + timedelta(days=1))


def test_leaving_it_there_needs_a_witness(paper: Paper) -> None:
    with pytest.raises(WitnessWanted):
        serve(paper, kind="retained")

    assert serve(paper, kind="retained", witness="社区工作者（合成）").witness
