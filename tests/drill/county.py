"""A synthetic county (合成数据): tablets that keep their journals, and what the office does."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from backend.core import clock, objects, outbox
from backend.core.ids import uuid7
from backend.inspections.models import Evidence, Visit
from backend.keys.services import unseal
from backend.oplog.services import chain
from backend.publication import services as publication
from backend.publication.models import Publication
from backend.ratings import services as rating
from backend.ratings.models import Level
from backend.sync.models import Operation
from backend.translog.sequencer.run import run
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.inspections.lists import checklist
from tests.backend.ratings import make as ratings
from tests.backend.sync import photos
from tests.backend.sync.make import Tablet, body_of

Json = dict[str, Any]
CLEARED = {"applied", "duplicate"}


@dataclass
class Field:
    """One tablet with its journal and photos, which stay until the durable mark covers them."""

    tablet: Tablet
    visit: Visit
    number: str = ""  # of its paper, from the block lent with the package
    journal: list[Json] = field(default_factory=list)
    photos: dict[str, bytes] = field(default_factory=dict)
    receipts: dict[str, str] = field(default_factory=dict)
    epoch: str = ""

    def work(self, *, photo: int = 0, problem: bool = False) -> None:
        """Walk through the home offline; everything is in the journal before any of it is sent."""
        one, when = self.tablet, (clock.now()).isoformat()
        scan = {"task_code": f"RW-{one.device.pk.hex[:6]}", "scanned_at": when}
        self.journal += [one.op("visit.open", {"scan": scan}), one.answer("food")]
        self.journal += [one.answer("exit", "no" if problem else "yes"), one.answer("night")]
        if problem:
            said = {"id": str(uuid7()), "item": "safety.exit", "clause": "合成 §exit"}
            said |= {"wording": "疏散通道堆放杂物（合成）", "severity": "general"}
            self.journal.append(one.op("finding.add", {**said, "demand": "清理", "due_days": 10}))
        if photo:
            data = photos.photo(photo, size=(64, 48))
            manifest = photos.manifest(one, data)
            self.journal.append(manifest)
            self.photos[manifest["body"]["id"]] = data
        if self.number:
            record = one.record(self.number)
            self.journal += [record, one.signature(record)]

    def lock(self) -> None:
        """State what the visit holds, once it is all there."""
        self.journal.append(self.tablet.lock(self.visit))

    def sync(self) -> None:
        """Send what has no receipt; in a new epoch the whole journal and every photo again."""
        waiting = [op for op in self.journal if op["id"] not in self.receipts]
        if self._push(waiting):
            assert not self._push(self.journal)
        for evidence, data in self.photos.items():
            self._upload(evidence, data)

    def _push(self, operations: list[Json]) -> bool:
        """Send a batch; say whether the server turned out to live in another epoch."""
        body = body_of(operations)
        answer = self.tablet.send(body, packed=gzip.compress(body))
        assert answer.status_code == 200, answer.content
        told = answer.json()
        new = bool(self.epoch) and told["epoch"] != self.epoch
        self.epoch = told["epoch"]
        self.receipts |= {one["id"]: one["outcome"] for one in told["receipts"]}
        return new

    def _upload(self, evidence: str, data: bytes) -> None:
        made = photos.create(self.tablet, evidence, len(data))
        assert made.status_code == 201, made.content
        if int(made["Upload-Offset"]) < len(data):
            assert photos.send(self.tablet, made["Location"], data).status_code == 204

    def lost(self) -> list[str]:
        """Name what had a receipt and is not on the server, byte by byte."""
        sent = [op for op in self.journal if self.receipts.get(op["id"]) in CLEARED]
        there = set(Operation.objects.values_list("pk", flat=True))
        gone = [op["id"] for op in sent if UUID(op["id"]) not in there]
        for evidence, data in self.photos.items():
            row = Evidence.objects.get(pk=evidence)
            assert row.content_key is not None
            if unseal(row.content_key, objects.get(row.object_key)) != data:
                gone.append(evidence)
        return gone


def fields(count: int, *, papers: int = 0) -> list[Field]:
    """Plan and approve visits; the tablets have their packages."""
    with transaction.atomic():
        shared = checklist()
        made = []
        for n in range(count):
            visit = visits.approved("case", checklist=shared)
            one = Field(Tablet(visit), visit)
            package = one.tablet.fetch()
            if n < papers:
                one.number = package["numbers"][0]["numbers"][0]
            made.append(one)
    return made


def carried_out(some: list[Field]) -> None:
    """Let every tablet work offline, come back and send; the lock last, as on a real tablet."""
    for n, one in enumerate(some):
        one.work(photo=n + 1 if n % 5 == 0 else 0, problem=n % 4 == 0)
        one.sync()
        one.lock()
        one.sync()
    settle()


def settle() -> None:
    """Let the background work."""
    outbox.deliver_all()
    run()
    outbox.deliver_all()
    run()
    chain()


def publish(some: list[Field]) -> list[Publication]:
    """Let the publisher show the results."""
    by = make.person("publisher")
    rows = Publication.objects.filter(subject_id__in=[one.visit.pk for one in some])
    shown = [publication.publish_result(publication_id=row.pk, by=by) for row in rows]
    settle()
    return shown


def starred(count: int) -> list[Level]:
    """Rate homes up to the head's confirmation; anybody may read their levels."""
    with transaction.atomic():
        rows = [ratings.noticed(ratings.small_round()) for _ in range(count)]
        ratings.days_pass(20)
        head = make.person("head")
        given = [rating.confirm_level(application_id=row.pk, by=head) for row in rows]
    settle()
    return given


def suspend(level: Level) -> None:
    """Suspend a level after an accident."""
    rating.suspend_level(level_id=level.pk, reason="发生火灾（合成）", by=make.person("head"))
    settle()
