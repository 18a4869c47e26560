"""Freezing a pool and announcing it before its randomness exists."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from backend.accounts.models import Person, Region
from backend.core import clock, outbox
from backend.draws import engine
from backend.draws.models import Draw
from backend.draws.refusals import SourceTooEarly, UnknownKey, WitnessWanted
from backend.draws.services.public_log import enter
from backend.keys import services as keys
from backend.oplog.services import record

MADE_HERE = ("announced_at", "codes", "salt")
LEAST_CODES = 30


@dataclass(frozen=True, slots=True)
class Witness:
    """The outsider who types his value in front of the office (见证人): 司法局, 纪检 …"""

    organisation: str
    name: str

    def source(self, on: date) -> dict[str, Any]:
        """Give the pool's one source: his text, today."""
        name = f"见证人 {self.organisation} {self.name}"
        return {"name": name, "date": on.isoformat(), "text": True}


@transaction.atomic
def announce_draw(
    *,
    pool: dict[str, Any],
    region: Region,
    by: Person,
    witness: Witness | None = None,
    shown_before: bool = True,
    replaces: Draw | None = None,
) -> Draw:
    """Freeze the pool, commit to a secret, log the digest of what the public sees (公告抽取).

    pool: POOL.json without announced_at, codes and salt, which are made here; with a witness
    also without sources: his value is the only one.
    shown_before: False for unannounced visits, which appear in no public view beforehand.
    replaces: the voided or aborted draw whose place this one takes.

    Raises SourceTooEarly when a source's result may exist today, WitnessWanted when a text
    source comes without a witness, a PoolUnusable when the pool breaks the rules of the file.
    """
    now = clock.now()
    _refuse_made_here(pool)
    sources = _sources(pool, witness, clock.today())
    secret, n = secrets.token_urlsafe(32), code_count(pool)
    full = engine.frozen(
        pool
        | {
            "announced_at": _written(now),
            "sources": sources,
            "codes": {"commitment": engine.commitment(secret, n), "n": n},
            "salt": secrets.token_hex(32),
        }
    )
    view = engine.public_before(full)
    secret_key, sealed = keys.seal(secret.encode())
    draw = Draw.objects.create(
        title=full["title"],
        region=region,
        immediate=witness is not None,
        shown_before=shown_before,
        pool=full,
        pool_digest=engine.digest(full),
        public_before_digest=engine.digest(view),
        n=n,
        secret_key=secret_key,
        secret_sealed=sealed,
        announced_at=now,
        announced_by=by,
        randomness_on=max(date.fromisoformat(source["date"]) for source in sources),
        replaces=replaces,
    )
    _tell(draw, view)
    return draw


def code_count(pool: dict[str, Any]) -> int:
    """Give the length of the code chain: three times the substitutes to expect.

    One home in ten is expected to be closed; a chain shorter than thirty saves nothing.
    """
    drawn = sum(int(stratum["quota"]) for stratum in pool["strata"])
    return max(LEAST_CODES, 3 * -(-drawn // 10))


def _refuse_made_here(pool: dict[str, Any]) -> None:
    for key in MADE_HERE:
        if key in pool:
            raise UnknownKey(
                f"{key} is made by the server",
                expected="a pool without it",
                came=key,
                do="leave it out",
                place=key,
            )


def _sources(pool: dict[str, Any], witness: Witness | None, today: date) -> list[dict[str, Any]]:
    """Give the sources the pool is frozen with; none of them can be known today."""
    sources: list[dict[str, Any]] = list(pool.get("sources") or ())
    if witness is not None:
        if sources or not (witness.name.strip() and witness.organisation.strip()):
            raise WitnessWanted(
                "an immediate draw rests on the witness alone",
                expected="a named witness of another organisation and no other source",
                came=f"{len(sources)} other sources",
                do="name the witness and leave the sources out",
            )
        return [witness.source(today)]
    for source in sources:
        require_future(source, today)
    return sources


def require_future(source: dict[str, Any], today: date) -> None:
    """Refuse a source without a date after today, or a text without its witness.

    A day of today is refused too: this evening's lottery may be over when the pool is frozen.
    """
    if source.get("text"):
        raise WitnessWanted(
            "a text is a value only when an outside witness types it",
            expected="numbers or a drand value",
            came=str(source.get("name")),
            do="announce an immediate draw with a named witness",
        )
    if _day(source) <= today:
        raise SourceTooEarly(
            "the result may be known already",
            expected=f"a date after {today}",
            came=f"{source.get('name')} {source.get('date')}",
            do="take a later drawing of this source",
            place="sources",
        )


def _day(source: dict[str, Any]) -> date:
    try:
        return date.fromisoformat(str(source.get("date")))
    except ValueError:
        return date.min


def _written(moment: datetime) -> str:
    return moment.astimezone(clock.SHANGHAI).isoformat(timespec="seconds")


def _tell(draw: Draw, view: dict[str, Any]) -> None:
    """Log the digest, here and in the public log; tell the public unless unannounced."""
    commitment = draw.pool["codes"]["commitment"]
    record(
        kind="draw.announced",
        subject=str(draw.pk),
        actor=str(draw.announced_by_id),
        body={
            "public_before_sha256": draw.public_before_digest,
            "pool_sha256": draw.pool_digest,
            "commitment": commitment,
            "n": draw.n,
            "immediate": draw.immediate,
        },
    )
    enter(draw, "draw.announced", draw.public_before_digest)
    if draw.shown_before:
        payload = {
            "draw": str(draw.pk),
            "region": draw.region_id,
            "title": draw.title,
            "announced_at": draw.pool["announced_at"],
            "public_before": view,
            "public_before_sha256": draw.public_before_digest,
        }
        outbox.emit("draw.announced", str(draw.pk), payload)
