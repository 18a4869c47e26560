"""Giving out numbers without gaps (文号): one locked counter per agency, kind and year."""

from uuid import UUID

from django.db import transaction

from backend.core import clock, counters
from backend.oplog.services import record
from backend.papers import formatting, templates
from backend.papers.models import Number, NumberBlock

RETURNED = "预留号段交回时未使用"


@transaction.atomic
def take_number(agency: str, kind: str, year: int) -> str:
    """Take the next number of a kind (取号), in the caller's transaction.

    agency: the agency's mark (机关代字), 哈里民.

    Raises UnknownKind.
    """
    numbers = _give_out(agency, kind, year, 1, state=Number.State.TAKEN)
    return numbers[0].label


@transaction.atomic
def lease_block(*, agency: str, kind: str, year: int, device: str, size: int) -> NumberBlock:
    """Lend a run of numbers to a tablet for papers issued offline (预留号段).

    A block this tablet holds and has not begun to use is given again, so that fetching a
    package twice takes no second run.

    Raises UnknownKind.
    """
    mark = agency.removesuffix("检")
    held = NumberBlock.objects.select_for_update().filter(
        agency=mark, kind=kind, year=year, device=device, state=NumberBlock.State.LEASED
    )
    for block in held:
        free = block.numbers.filter(state=Number.State.LEASED).count()
        if free == block.last - block.first + 1 >= size:
            return block
    return _lend(mark, kind, year, device, size)


def _lend(mark: str, kind: str, year: int, device: str, size: int) -> NumberBlock:
    numbers = _give_out(mark, kind, year, size, state=Number.State.LEASED)
    block = NumberBlock.objects.create(
        agency=mark,
        kind=kind,
        year=year,
        device=device,
        first=numbers[0].n,
        last=numbers[-1].n,
        leased_at=clock.now(),
    )
    Number.objects.filter(label__in=[number.label for number in numbers]).update(block=block)
    record(kind="block.leased", subject=str(block.pk), actor="system", device=device)
    return block


@transaction.atomic
def return_block(*, block_id: UUID, actor: str) -> int:
    """Take a block back; what was not used becomes void and stays on file. Gives how many."""
    block = NumberBlock.objects.select_for_update().get(pk=block_id)
    if block.state == NumberBlock.State.RETURNED:
        return 0
    block.state, block.returned_at = NumberBlock.State.RETURNED, clock.now()
    block.save(update_fields=["state", "returned_at"])
    void = block.numbers.filter(state=Number.State.LEASED).update(
        state=Number.State.VOID, why_void=RETURNED
    )
    record(kind="block.returned", subject=str(block.pk), actor=actor, body={"void": void})
    return void


def use_number(label: str) -> list[str]:
    """Mark a number as standing on a paper; gives defects (瑕疵) and never says no.

    A paper signed offline exists, whatever became of its number meanwhile.
    """
    number = Number.objects.select_for_update().filter(label=label).first()
    if number is None:
        return ["number-not-given-out"]
    defects = {
        Number.State.VOID: ["number-was-void"],
        Number.State.USED: ["number-used-twice"],
    }.get(Number.State(number.state), [])
    number.state, number.why_void = Number.State.USED, ""
    number.save(update_fields=["state", "why_void"])
    return defects


def _give_out(
    agency: str, kind: str, year: int, count: int, *, state: Number.State
) -> list[Number]:
    word = templates.load(kind).mark
    mark = agency.removesuffix("检")
    taken = counters.take(f"number:{mark}:{kind}:{year}", count)
    return Number.objects.bulk_create(
        Number(
            label=formatting.number(mark, word, year, n),
            agency=mark,
            kind=kind,
            year=year,
            n=n,
            state=state,
        )
        for n in taken
    )
