"""The clock chip says its term in words, and never by colour alone."""

from datetime import timedelta

import pytest
from django.utils import translation

from backend.core import clock
from backend.look.clocks import Chip
from backend.look.days import day, moment

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("left", "state", "words"),
    [
        (9, "calm", "还剩 9 个工作日"),
        (3, "due", "还剩 3"),
        (0, "due", "今天到期"),
        (-2, "late", "已逾期 2"),
    ],
)
def test_a_term_is_calm_then_due_then_late(left: int, state: str, words: str) -> None:
    today = clock.today()
    chip = Chip("整改", today + timedelta(days=left), left, today)

    assert chip.state == state
    assert words in chip.words


def test_one_day_is_one_day_in_english() -> None:
    with translation.override("en"):
        chip = Chip("整改", clock.today(), 1, clock.today())
        assert chip.words.startswith("1 working day left")
        assert day("2026-11-26") == "26 Nov 2026"


def test_a_moment_is_told_in_shanghai_time() -> None:
    assert moment("2026-11-21T23:49:19+00:00") == "2026年11月22日 07:49"
    assert day(None) == ""
