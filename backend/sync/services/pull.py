"""What a tablet has not heard yet (下行同步): feeds, receipts, marks, gaps, the clock."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from backend.accounts.device import active
from backend.accounts.models import Device, Person
from backend.accounts.selectors import grants_of
from backend.core import clock
from backend.core.canonical import digest
from backend.inspections.models import FeedEntry, Package, Visit, VisitOfficer
from backend.inspections.services.feeds import device_feed, visit_feed
from backend.sync.cursor import Cursor, opened
from backend.sync.known import known
from backend.sync.masking import Mask
from backend.sync.models import Operation
from backend.sync.refusals import StateDiffers
from backend.sync.services.standing import epoch, gaps, journal_of, note_contact

PAGE = 50  # entries; one may hold a whole batch
KEPT = timedelta(days=30)  # how long a concluded visit is still told
TOLD = (
    Visit.State.APPROVED,
    Visit.State.NOTIFIED,
    Visit.State.OPEN,
    Visit.State.LOCKED,
    Visit.State.CANCELLED,
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads on which tablet: its visits are those of its packages and of its officer.

    bound: the login is this tablet's, by its own signature; without that anybody may have
    written the tablet's id into the header, so only the officer's own visits are told.
    """

    device: Device
    person: Person
    bound: bool

    def visits(self) -> list[Visit]:
        """The visits that are told."""
        packages = Package.objects.filter(device_id=self.device.pk).values("visit_id")
        seats = VisitOfficer.objects.filter(officer__person=self.person, left_at=None)
        recent = Q(state__in=TOLD) | Q(concluded_at__gte=clock.now() - KEPT)
        mine = Q(pk__in=seats.values("visit_id"))
        if self.bound:
            mine |= Q(pk__in=packages)
        rows = Visit.objects.filter(mine, recent).order_by("pk")
        rows = rows.select_related("nature", "site__legal_person")
        return list(rows.prefetch_related("officers__officer"))

    def scope(self) -> str:
        """Digest of the duty area and of the login's kind: a change makes the tablet start over."""
        grants = grants_of(self.person).values_list("role", "region_id")
        area = sorted(f"{role} {region}" for role, region in grants)
        return digest([self.device.region_id, str(self.person.pk), area, self.bound])


def pull(
    *, device_id: str, person: Person, bound: bool = False, cursor: str = "", state: str = ""
) -> dict[str, Any]:
    """Give what is new since the cursor.

    bound: whether the login is bound to this tablet.

    A cursor of another epoch, scope or token starts over (`resync`), which costs neither
    outbox nor journal. state: the digest of the operations the tablet holds up to its cursor.

    Raises DeviceUnknown, DeviceRevoked, StateDiffers.
    """
    reader = Reader(active(device_id), person, bound)
    if bound:
        note_contact(reader.device.pk, clock.now())
    visits = reader.visits()
    fresh, why = _begin(reader, cursor)
    if state and not why:
        _compare(fresh, state)
    feeds = [device_feed(reader.device.pk), *(visit_feed(visit.pk) for visit in visits)]
    entries = _entries(feeds, fresh)
    told = entries[:PAGE]
    read_to = {feed: fresh.feeds[feed] for feed in feeds if feed in fresh.feeds}
    read_to |= {entry.feed_id: entry.n for entry in told}
    after = Cursor(fresh.epoch, fresh.scope, fresh.token, read_to)
    return {
        "cursor": after.sealed(),
        "epoch": fresh.epoch,
        "resync": why,
        "durable_through_seq": journal_of(reader.device.pk).durable_through_seq,
        "gaps": gaps(reader.device.pk),
        "visits": [_brief(visit) for visit in visits],
        "receipts": _receipts(told, reader, visits),
        "entries": _told([entry for entry in told if entry.kind != "receipt"], reader),
        "more": len(entries) > PAGE,
        "clock": {
            "now": clock.now().isoformat(),
            "ahead_s": round(clock.ahead().total_seconds()),
            "demo": settings.DEMO,
        },
    }


def state_digest(operations: Mapping[str, Iterable[str]]) -> str:
    """Digest of what both sides hold: per visit, the sorted ids of its operations."""
    return digest({visit: sorted(set(ids)) for visit, ids in operations.items() if ids})


def _begin(reader: Reader, text: str) -> tuple[Cursor, str]:
    """The cursor to go on from, and why it is a new one (empty when it is not)."""
    now = epoch()
    token = digest([str(now.token), str(journal_of(reader.device.pk).token)])
    start = Cursor(str(now.id), reader.scope(), token)
    if not text:
        return start, "start"
    came = opened(text)
    if came is None:
        return start, "cursor"
    for name in ("epoch", "scope", "token"):
        if getattr(came, name) != getattr(start, name):
            return start, name
    return came, ""


def _compare(cursor: Cursor, state: str) -> None:
    rows = FeedEntry.objects.filter(_upto(cursor.feeds), kind="operations")
    held: dict[str, list[str]] = {}
    for feed, body in rows.values_list("feed_id", "body"):
        held.setdefault(feed.removeprefix("visit:"), []).extend(body["operations"])
    ours = state_digest(held)
    if ours != state:
        raise StateDiffers(
            "tablet and server do not hold the same operations",
            expected=ours,
            came=state[:64],
            do="pull again without a cursor; keep outbox and journal",
            resync=True,
        )


def _upto(feeds: dict[str, int]) -> Q:
    condition = Q(pk__in=[])
    for feed, n in feeds.items():
        if feed.startswith("visit:"):
            condition |= Q(feed_id=feed, n__lte=n)
    return condition


def _entries(feeds: Sequence[str], cursor: Cursor) -> list[FeedEntry]:
    """One page and one more; within a feed rows come in the order of its numbers."""
    condition = Q(pk__in=[])
    for feed in feeds:
        condition |= Q(feed_id=feed, n__gt=cursor.feeds.get(feed, 0))
    return list(FeedEntry.objects.filter(condition).order_by("pk")[: PAGE + 1])


def _receipts(
    entries: Sequence[FeedEntry], reader: Reader, visits: Sequence[Visit]
) -> list[dict[str, Any]]:
    """Receipts of this tablet; a login that is not its own gets those of the visits told."""
    found = [entry.body for entry in entries if entry.kind == "receipt"]
    if reader.bound:
        return found
    ids = [one["id"] for one in found]
    mine = Operation.objects.filter(pk__in=ids, visit__in=[visit.pk for visit in visits])
    seen = {str(one) for one in mine.values_list("pk", flat=True)}
    return [one for one in found if one["id"] in seen]


def _told(entries: Sequence[FeedEntry], reader: Reader) -> list[dict[str, Any]]:
    """Entries with their operations written out; hidden answers stay hidden."""
    ids = {UUID(one) for entry in entries for one in entry.body.get("operations", [])}
    found = known(ids)
    mask = Mask(reader.person, [json.loads(one.content) for one in found.values()])
    told = []
    for entry in entries:
        body = dict(entry.body)
        if entry.kind == "operations":
            there = [found[UUID(one)] for one in entry.body["operations"]]
            body["operations"] = [
                mask.over(json.loads(one.content)) | {"defects": list(one.verdict.defects)}
                for one in there
            ]
        at = {"feed": entry.feed_id, "n": entry.n, "kind": entry.kind, "ref": entry.ref}
        told.append(at | {"body": body, "at": entry.at.isoformat()})
    return told


def _brief(visit: Visit) -> dict[str, Any]:
    return {
        "id": str(visit.pk),
        "state": visit.state,
        "version": visit.version,
        "window_from": visit.window_from.isoformat(),
        "window_until": visit.window_until.isoformat(),
        "site": {
            "name": visit.site.name,
            "label": visit.site.label,
            "address": visit.site.address,
        },
        "nature": {
            "code": visit.nature_id,
            "title": {"zh": visit.nature.title_zh, "en": visit.nature.title_en},
        },
        "purpose": visit.purpose,
        "lead": str(visit.lead_id) if visit.lead_id else None,
        "officers": [
            {"id": str(one.officer_id), "name": one.officer.name, "is_lead": one.is_lead}
            for one in visit.officers.all()
            if one.left_at is None
        ],
    }
