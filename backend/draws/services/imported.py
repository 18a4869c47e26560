"""Taking over a draw of the provincial platform, where only that one is recognised."""

from datetime import datetime

from django.db import transaction

from backend.accounts.models import Person, Region
from backend.core import clock, outbox
from backend.draws import engine
from backend.draws.models import Draw, DrawIteration
from backend.oplog.services import record

STRATUM = "省级平台"


@transaction.atomic
def import_draw(
    *,
    title: str,
    region: Region,
    number: str,
    file_sha256: str,
    drawn_at: datetime,
    selected: list[str],
    by: Person,
) -> Draw:
    """Keep number, file and time of a foreign draw and what it selected (导入抽取结果).

    Nothing is claimed about its randomness; the same number twice is the same draw.
    """
    known = Draw.objects.filter(origin_number=number, region=region).first()
    if known is not None:
        return known
    stratum = {"name": STRATUM, "quota": len(selected), "labels": selected}
    pool = {"title": title, "strata": [stratum]}
    draw = Draw.objects.create(
        title=title,
        region=region,
        state=Draw.State.DRAWN,
        origin=Draw.Origin.IMPORTED,
        shown_before=False,
        pool=pool,
        pool_digest=engine.digest(pool),
        announced_at=drawn_at,
        announced_by=by,
        origin_number=number,
        origin_file_sha256=file_sha256,
        drawn_at=drawn_at,
    )
    DrawIteration.objects.create(
        draw=draw,
        number=1,
        result={"head": {}, "iteration": {"selected": {STRATUM: selected}, "short": {}}},
        opened_at=clock.now(),
        opened_by=by,
    )
    body = {"number": number, "file_sha256": file_sha256}
    record(kind="draw.imported", subject=str(draw.pk), actor=str(by.pk), body=body)
    outbox.emit("draw.drawn", str(draw.pk), {"draw": str(draw.pk), "iteration": 1})
    return draw
