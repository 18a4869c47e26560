"""After a restore numbers are left out that papers made since the backup may bear."""

import pytest

from backend.core import clock
from backend.papers.models import Number
from backend.papers.services import skip_numbers, take_number

pytestmark = pytest.mark.django_db


def test_the_next_paper_gets_a_number_behind_those_left_out() -> None:
    year = clock.today().year
    first = take_number("哈里民", "onsite-record", year)

    assert skip_numbers(count=20) == 20

    assert first.endswith("1号")
    assert take_number("哈里民", "onsite-record", year).endswith("〕22号")
    void = Number.objects.filter(state=Number.State.VOID)
    assert void.count() == 20
    assert set(void.values_list("why_void", flat=True)) == {
        "恢复备份后跳过，备份之后制作的文书可能已使用"
    }


def test_none_are_left_out_where_nobody_asks() -> None:
    take_number("哈里民", "onsite-record", clock.today().year)

    assert skip_numbers(count=0) == 0

    assert not Number.objects.filter(state=Number.State.VOID).exists()
