"""Which steps of an approval stand, and whose turn it is (审批): a return starts a new round."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from backend.inspections.models import Approval

Step = Approval.Step
ORDER = (Step.PROPOSE, Step.ENDORSE, Step.APPROVE)


def standing(rows: Iterable[Approval]) -> list[Approval]:
    """Give the steps of a visit that were not sent back."""
    found = list(rows)
    now = round_of(found)
    return [one for one in found if one.round == now]


def round_of(rows: Iterable[Approval]) -> int:
    """Number the round a visit's approval is in, from 1."""
    return 1 + sum(one.step == Step.RETURN for one in rows)


def turn_of(rows: Iterable[Approval]) -> Approval.Step | None:
    """Give the step that comes next; None when all three are taken."""
    taken = len(standing(rows))
    return ORDER[taken] if taken < len(ORDER) else None


def standing_rows(step: str) -> QuerySet[Approval]:
    """Give the steps of one kind that stand, for a condition with OuterRef on the visit."""
    back = Approval.objects.filter(
        visit=OuterRef("visit"), round=OuterRef("round"), step=Step.RETURN
    )
    return Approval.objects.filter(~Exists(back), step=step)
