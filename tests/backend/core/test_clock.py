"""One clock; only a demonstration may set it, and only forward."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from backend.core import clock

pytestmark = pytest.mark.django_db


def test_the_clock_is_real_until_it_is_advanced() -> None:
    assert abs(clock.now() - timezone.now()) < timedelta(seconds=2)

    clock.advance(timedelta(days=3))

    assert timedelta(days=2, hours=23) < clock.now() - timezone.now() < timedelta(days=3, hours=1)


def test_the_clock_never_goes_back() -> None:
    with pytest.raises(clock.ClockIsReal):
        clock.advance(timedelta(seconds=-1))


def test_outside_a_demonstration_it_cannot_be_set(settings: Any) -> None:
    clock.advance(timedelta(days=3))
    settings.DEMO = False

    assert abs(clock.now() - timezone.now()) < timedelta(seconds=2)
    with pytest.raises(clock.ClockIsReal):
        clock.advance(timedelta(days=1))
