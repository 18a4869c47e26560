"""Giving out numbers without gaps (文号): one locked counter per agency, kind and year."""

from collections.abc import Collection
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from backend.core import clock, counters
from backend.core.models import Counter
from backend.oplog.services import record
from backend.papers import formatting, templates
from backend.papers.models import Number, NumberBlock

_HOLD = "SELECT mark FROM papers_agency WHERE mark = ANY(%s) FOR KEY SHARE"
RETURNED = "预留号段交回时未使用"
RESTORED = "恢复备份后跳过，备份之后制作的文书可能已使用"


@transaction.atomic
def take_number(agency: str, kind: str, year: int) -> str:
    """Take the next number of a kind (取号), in the caller's transaction.

    agency: the agency's mark (机关代字), 哈里民.

    Raises UnknownKind.
    """
    numbers = _give_out(agency, kind, year, 1, state=Number.State.TAKEN)
    return numbers[0].label


@transaction.atomic
def lease_block(
    *, agency: str, kind: str, year: int, device: str, size: int, purpose: str = ""
) -> NumberBlock:
    """Lend numbers to a tablet for papers issued offline (预留号段).

    purpose: what they are for, a visit's id; another purpose gets other numbers.  Asked again,
    the block is filled up to its size: first with what this tablet gave free, then with new
    numbers.  Raises UnknownKind.
    """
    mark = agency.removesuffix("检")
    block, is_new = NumberBlock.objects.select_for_update().get_or_create(
        agency=mark,
        kind=kind,
        year=year,
        device=device,
        purpose=purpose,
        state=NumberBlock.State.LEASED,
        defaults={"leased_at": clock.now()},
    )
    wanted = size - _free(block).count()
    if wanted > 0:
        wanted -= _take_over(block, wanted)
    if wanted > 0:
        _give_out(mark, kind, year, wanted, state=Number.State.LEASED, block=block)
    if is_new:
        record(kind="block.leased", subject=str(block.pk), actor="system", device=device)
    return block


def _free(block: NumberBlock) -> QuerySet[Number]:
    return block.numbers.filter(state=Number.State.LEASED)


def _take_over(block: NumberBlock, wanted: int) -> int:
    """Bring in what this tablet no longer needs for another purpose."""
    idle = Number.objects.filter(
        state=Number.State.LEASED,
        block__state=NumberBlock.State.RELEASED,
        block__device=block.device,
        agency=block.agency,
        kind=block.kind,
        year=block.year,
    )
    labels = idle.select_for_update(of=("self",)).order_by("n").values_list("label", flat=True)
    return Number.objects.filter(label__in=list(labels[:wanted])).update(block=block)


def keep_numbers(labels: Collection[str]) -> int:
    """Keep lent numbers that stand on a text somebody read: no other paper gets them (已取号)."""
    lent = Number.objects.filter(label__in=labels, state=Number.State.LEASED)
    return lent.update(state=Number.State.TAKEN)


@transaction.atomic
def release_blocks(*, purpose: str) -> int:
    """Free the unused numbers of a purpose for the next one of the same tablet (号段续用)."""
    blocks = NumberBlock.objects.filter(purpose=purpose, state=NumberBlock.State.LEASED)
    return blocks.update(state=NumberBlock.State.RELEASED)


@transaction.atomic
def return_block(*, block_id: UUID, actor: str) -> int:
    """Take a block back; what was not used becomes void and stays on file. Gives how many."""
    block = NumberBlock.objects.select_for_update().get(pk=block_id)
    if block.state == NumberBlock.State.RETURNED:
        return 0
    block.state, block.returned_at = NumberBlock.State.RETURNED, clock.now()
    block.save(update_fields=["state", "returned_at"])
    void = _free(block).update(state=Number.State.VOID, why_void=RETURNED)
    record(kind="block.returned", subject=str(block.pk), actor=actor, body={"void": void})
    return void


@transaction.atomic
def skip_numbers(*, count: int) -> int:
    """Leave numbers out after a restore: papers made since the backup may bear them already.

    They stay on file as void; one that a tablet brings all the same is used with its defect.
    Gives how many.
    """
    year, skipped = clock.today().year, 0
    rows = Counter.objects.filter(name__startswith="number:", name__endswith=f":{year}")
    for name in rows.order_by("name").values_list("name", flat=True) if count else ():
        _, agency, kind, _ = name.split(":")
        _give_out(agency, kind, year, count, state=Number.State.VOID, why_void=RESTORED)
        skipped += count
    body = {"count": skipped}
    record(kind="numbers.skipped", subject=str(year), actor="system", body=body)
    return skipped


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


def _hold(mark: str) -> None:
    """Keep an agency's mark from being changed until this number stands; takers do not wait."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [[mark, f"{mark}检"]])


def _give_out(
    agency: str,
    kind: str,
    year: int,
    count: int,
    *,
    state: Number.State,
    block: NumberBlock | None = None,
    why_void: str = "",
) -> list[Number]:
    word = templates.load(kind).mark
    mark = agency.removesuffix("检")
    _hold(mark)
    taken = counters.take(f"number:{mark}:{kind}:{year}", count)
    return Number.objects.bulk_create(
        Number(
            label=formatting.number(mark, word, year, n),
            agency=mark,
            kind=kind,
            year=year,
            n=n,
            state=state,
            block=block,
            why_void=why_void,
        )
        for n in taken
    )
