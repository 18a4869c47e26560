"""Which answer counts where two officers answered."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from backend.core.canonical import digest
from backend.inspections.field.adopted import Adopted, adopt
from backend.inspections.models import Attestation, FactValue, Reconciliation

LEAD, COLLEAGUE = UUID(int=1), UUID(int=2)


def said(officer: UUID, value: Any, *, cleared: bool = False) -> Attestation:
    return Attestation(item="a", officer_id=officer, value=value, cleared=cleared, op=officer)


def decided(rows: list[Attestation], *decisions: Reconciliation, tolerance: str = "0") -> Adopted:
    return adopt(rows, decisions, [], lambda _: Decimal(tolerance), LEAD)


@pytest.mark.parametrize(
    ("one", "other", "tolerance", "adopted"),
    [
        pytest.param("yes", "yes", "0", "yes", id="equal"),
        pytest.param("12.0", "12.4", "0.5", "12.0", id="within tolerance the lead's is taken"),
        pytest.param("12.0", "12.6", "0.5", None, id="outside tolerance"),
        pytest.param("yes", "no", "0.5", None, id="words have no tolerance"),
        pytest.param({"na": "无"}, "yes", "0", None, id="not applicable is an answer"),
    ],
)
def test_two_answers_are_adopted_when_they_agree(
    one: Any, other: Any, tolerance: str, adopted: Any
) -> None:
    for rows in (
        [said(LEAD, one), said(COLLEAGUE, other)],
        [said(COLLEAGUE, other), said(LEAD, one)],
    ):
        result = decided(rows, tolerance=tolerance)
        assert result.answers.get("a") == adopted
        assert bool(result.differing) == (adopted is None)


def test_a_single_answer_is_adopted_and_a_cleared_one_is_none() -> None:
    assert decided([said(LEAD, "no")]).answers == {"a": "no"}
    assert decided([said(LEAD, None, cleared=True), said(COLLEAGUE, "yes")]).answers == {"a": "yes"}


def test_a_reconciliation_counts_until_an_answer_it_had_not_seen_comes() -> None:
    both = [said(LEAD, "no"), said(COLLEAGUE, "yes")]
    agreed = Reconciliation(item="a", value="yes", settles=[LEAD, COLLEAGUE])
    assert decided(both, agreed).answers == {"a": "yes"}

    both[0].op = UUID(int=9)
    assert decided(both, agreed).differing == ("a",)


def test_the_digest_is_that_of_the_canonical_answers_and_facts() -> None:
    facts = [FactValue(name="beds", value="40"), FactValue(name="x", value="1", cleared=True)]
    result = adopt([said(LEAD, "no")], [], facts)
    assert result.digest == digest({"answers": {"a": "no"}, "facts": {"beds": "40"}})
