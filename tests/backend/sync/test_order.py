"""Order by causes, for any set of operations."""

from dataclasses import dataclass
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from backend.sync.order import in_causal_order


@dataclass(frozen=True)
class One:
    id: UUID
    needs: tuple[UUID, ...]


def named(n: int) -> UUID:
    return UUID(int=n + 1)


@st.composite
def histories(draw: st.DrawFn) -> list[One]:
    """Draw operations whose causes came before them, in any order of arrival."""
    size = draw(st.integers(0, 12))
    made = [
        One(named(n), tuple(map(named, draw(st.sets(st.integers(0, n - 1), max_size=3)))))
        if n
        else One(named(0), ())
        for n in range(size)
    ]
    return draw(st.permutations(made))


@given(histories())
def test_with_all_causes_there_nothing_is_held_and_causes_come_first(history: list[One]) -> None:
    order = in_causal_order(history, set())

    place = {one: at for at, one in enumerate(order.ready)}
    assert len(place) == len(history)
    assert not order.held
    assert not order.circle
    assert all(place[need] < place[one.id] for one in history for need in one.needs)


@given(histories(), st.integers(0, 11))
def test_without_one_cause_exactly_what_rests_on_it_is_held(history: list[One], n: int) -> None:
    lost = named(n)
    arrived = [one for one in history if one.id != lost]
    order = in_causal_order(arrived, set())

    resting = {lost}
    for one in sorted(arrived, key=lambda one: one.id.int):
        if resting & set(one.needs):
            resting.add(one.id)
    assert set(order.held) == resting - {lost}
    assert set(order.ready) == {one.id for one in arrived} - resting
    for one in arrived:
        if lost in one.needs:
            assert lost in order.held[one.id]


@given(histories())
def test_what_was_judged_before_counts_as_there(history: list[One]) -> None:
    done = {one.id for one in history[::2]}
    order = in_causal_order(history[1::2], done)
    assert not order.held
    assert len(order.ready) == len(history[1::2])


def test_a_circle_is_told_from_a_missing_cause() -> None:
    a, b, c, d = (named(n) for n in range(4))
    order = in_causal_order([One(a, (b,)), One(b, (a,)), One(c, (a,)), One(d, (named(9),))], set())
    assert order.circle == {a, b, c}
    assert order.held == {d: (named(9),)}


def test_operations_without_causes_keep_their_sequence() -> None:
    many = [One(named(n), ()) for n in (5, 3, 8, 1)]
    assert list(in_causal_order(many, set()).ready) == [one.id for one in many]
