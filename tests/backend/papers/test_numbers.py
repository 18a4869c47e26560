"""Numbers of papers: without gaps, lent in blocks, void ones kept."""

import pytest
from django.db import transaction

from backend.papers import services
from backend.papers.models import Number, NumberBlock
from backend.papers.refusals import UnknownKind
from backend.papers.selectors import block_for_package
from tests.backend.papers import make

pytestmark = pytest.mark.django_db


def lease(size: int = 3, device: str = "tablet-1", purpose: str = "visit-1") -> NumberBlock:
    return services.lease_block(
        agency="哈里民", kind=make.KIND, year=2026, device=device, size=size, purpose=purpose
    )


def numbers_in(block: NumberBlock) -> list[int]:
    return sorted(block.numbers.filter(state="leased").values_list("n", flat=True))


def test_numbers_run_by_agency_kind_and_year() -> None:
    taken = [
        services.take_number("哈里民", "onsite-record", 2026),
        services.take_number("哈里民检", "onsite-record", 2026),  # the same mark, said longer
        services.take_number("哈里民", "rectification-order", 2026),
        services.take_number("哈里民", "onsite-record", 2027),
        services.take_number("哈外民", "onsite-record", 2026),
    ]

    assert taken == [
        "哈里民检录〔2026〕1号",
        "哈里民检录〔2026〕2号",
        "哈里民责改〔2026〕1号",
        "哈里民检录〔2027〕1号",
        "哈外民检录〔2026〕1号",
    ]


def test_an_unknown_kind_takes_no_number() -> None:
    with pytest.raises(UnknownKind):
        services.take_number("哈里民", "poem", 2026)

    assert not Number.objects.exists()


def test_a_failed_transaction_leaves_no_gap() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        make.number()
        raise RuntimeError

    assert make.number() == "哈里民检录〔2026〕1号"


def test_a_block_is_carried_ready_to_print() -> None:
    make.number()

    package = block_for_package(lease(size=2))

    assert package["numbers"] == ["哈里民检录〔2026〕2号", "哈里民检录〔2026〕3号"]


def test_fetching_a_package_twice_takes_no_second_block() -> None:
    assert lease() == lease()
    assert Number.objects.count() == 3


def test_two_visits_on_one_tablet_never_share_a_number() -> None:
    first, second = lease(purpose="visit-1"), lease(purpose="visit-2")

    assert (numbers_in(first), numbers_in(second)) == ([1, 2, 3], [4, 5, 6])


def test_a_begun_block_is_filled_up() -> None:
    block = lease()
    make.requested(number="哈里民检录〔2026〕1号")

    assert lease() == block
    assert numbers_in(block) == [2, 3, 4]


def test_what_a_visit_did_not_use_goes_to_the_same_tablets_next_one() -> None:
    lease(purpose="visit-1")
    make.requested(number="哈里民检录〔2026〕1号")
    services.release_blocks(purpose="visit-1")

    assert numbers_in(lease(purpose="visit-2", device="tablet-2")) == [4, 5, 6]
    assert numbers_in(lease(purpose="visit-3")) == [2, 3, 7]


def test_unused_numbers_of_a_returned_block_are_void_and_stay() -> None:
    block = lease(size=3)
    make.requested(number="哈里民检录〔2026〕2号")

    void = services.return_block(block_id=block.pk, actor="system")
    again = services.return_block(block_id=block.pk, actor="system")

    assert (void, again) == (2, 0)
    states = Number.objects.order_by("n").values_list("state", flat=True)
    assert list(states) == ["void", "used", "void"]
    assert make.number() == "哈里民检录〔2026〕4号"


@pytest.mark.parametrize(
    ("case", "defect"),
    [
        ("void", "number-was-void"),
        ("used", "number-used-twice"),
        ("never", "number-not-given-out"),
    ],
)
def test_a_paper_signed_under_a_doubtful_number_is_kept_with_a_defect(
    case: str, defect: str
) -> None:
    block = lease(size=1)
    label = "哈里民检录〔2026〕1号" if case != "never" else "哈里民检录〔2026〕99号"
    if case == "void":
        services.return_block(block_id=block.pk, actor="system")
    if case == "used":
        make.requested(number=label)

    assert make.requested(number=label).defects == [defect]
