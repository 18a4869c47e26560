"""What enters the public log, when, and how it is taken back."""

from typing import Any

import pytest
from django.urls import reverse

from backend.core import clock, outbox
from backend.core.canonical import digest
from backend.draws import services as draws
from backend.draws.models import Draw
from backend.oplog import services as oplog
from backend.oplog.models import Link
from backend.publication import services as publication
from backend.translog import operations, store
from backend.translog.models import Leaf, Opening
from backend.translog.proof.leaves import read_entry, sha256
from backend.translog.sequencer.run import run
from tests.backend import make
from tests.backend.draws import make as made_draws
from tests.backend.publication import make as publications

pytestmark = pytest.mark.django_db


def kinds(subject: Any) -> dict[str, Opening]:
    rows = Opening.objects.filter(subject_id=str(subject))
    return {row.kind: row for row in rows}


def test_a_published_result_is_an_entry_of_the_very_file_the_public_reads() -> None:
    found = publications.published()
    assert found.payload is not None

    entered = kinds(found.pk)["result.published"]
    file = make.client_for().get(reverse("public-result-file", args=[found.pk])).content
    assert entered.document == found.payload_digest == sha256(file)
    entry = read_entry(bytes(entered.leaf.entry))
    assert entry["rules"] == found.payload["checklist"]["digest"]
    assert found.payload["site"]["name"].encode() not in bytes(entered.leaf.entry)


def test_a_takedown_deletes_the_opening_and_the_entry_stays() -> None:
    found = publications.published()
    assert found.payload is not None
    run()
    old = kinds(found.pk)["result.published"].leaf
    assert set(store.names("openings/")) == {"openings/0.json"}

    publication.take_down(publication_id=found.pk, reason="可辨认个人", by=make.person("head"))
    run()

    assert set(store.names("openings/")) == {"openings/1.json"}
    assert not kinds(found.pk)
    taken = Opening.objects.get(kind="publication.taken-down")
    assert taken.document == taken.subject_id == bytes(old.hash).hex()
    assert found.payload["site"]["name"].encode() not in store.get("openings/1.json")


def test_a_withdrawn_result_is_withdrawn_in_the_log() -> None:
    found = publications.published()
    assert found.payload is not None

    publication.withdraw_publication(
        publication_id=found.pk, reason="复议撤销", by=make.person("head")
    )

    assert [row.kind for row in Leaf.objects.order_by("pk")] == [
        "result.published",
        "decision.withdrawn",
    ]


def test_a_draw_is_entered_before_its_randomness_exists_and_at_each_step() -> None:
    draw = made_draws.drawn()
    assert kinds(draw.pk)["draw.announced"].document == draw.public_before_digest

    draws.finish_draw(draw_id=draw.pk, actor="system")
    outbox.deliver_all()

    assert set(kinds(draw.pk)) == {"draw.announced", "draw.drawn", "draw.finished"}
    bundle = make.client_for().get(reverse("public-draw-bundle-file", args=[draw.pk])).content
    assert kinds(draw.pk)["draw.finished"].document == sha256(bundle)


def test_an_unannounced_draw_stands_in_the_log_in_time_and_opens_when_it_is_over() -> None:
    draw = draws.announce_draw(
        pool=made_draws.pool(),
        region=make.region(),
        by=made_draws.scheduler(),
        shown_before=False,
    )
    run()
    assert set(store.names("openings/")) == set()
    made_draws.let_days_pass(3)
    draws.enter_randomness(draw_id=draw.pk, sources=made_draws.VALUES, by=draw.announced_by)
    draws.finish_draw(draw_id=draw.pk, actor="system")

    outbox.deliver_all()
    run()

    assert {"openings/0.json", "openings/1.json"} <= set(store.names("openings/"))
    assert not {"held/0.json", "held/1.json"} & set(store.names("held/"))


@pytest.mark.parametrize("how", ["voided", "aborted"])
def test_a_draw_that_ended_otherwise_is_entered_with_its_reason(how: str) -> None:
    draw = made_draws.announced()
    if how == "voided":
        draws.void_draw(draw_id=draw.pk, reason="名单有误", by=make.person("head"))
    else:
        made_draws.let_days_pass(10)
        draws.abort_overdue_draws()
    outbox.deliver_all()

    told = Draw.objects.get(pk=draw.pk)
    content = {"draw": str(draw.pk), "state": how, "reason": told.end_reason}
    assert kinds(draw.pk)[f"draw.{how}"].document == digest(content)


def test_both_versions_of_a_sealed_paper_are_entries_that_open_with_the_paper() -> None:
    payload = {"paper": "7", "number": "哈里民检录〔2026〕1号"}
    payload |= {"archive_sha256": "a" * 64, "public_sha256": "b" * 64}
    outbox.emit("paper.sealed", "7", payload)

    outbox.deliver_all()
    run()

    assert set(Opening.objects.values_list("document", flat=True)) == {"a" * 64, "b" * 64}
    assert list(store.names("openings/")) == []
    assert len(list(store.names("held/"))) == 2


def test_the_operation_logs_last_hash_of_the_day_is_entered_once() -> None:
    oplog.record(kind="visit.locked", subject="1", actor="system")
    oplog.chain()
    last = Link.objects.order_by("-number").first()
    assert last is not None

    assert operations.log_day() is not None
    oplog.record(kind="visit.locked", subject="2", actor="system")
    oplog.chain()
    assert operations.log_day() is None

    entered = Opening.objects.get(kind="operations.day")
    assert entered.document == last.hash
    assert entered.subject_id.endswith(f"#{last.number}")
    made_draws.let_days_pass(1)
    assert operations.log_day() is not None
    made_draws.let_days_pass(1)
    assert operations.log_day() is None, clock.today()
