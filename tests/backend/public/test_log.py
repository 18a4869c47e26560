"""The public log over HTTP: its files, its page, and the page that checks a document."""

import base64
import hashlib
import re
from typing import Any

import pytest
from django.urls import reverse

from backend.publication import services as publication
from backend.translog import store
from backend.translog.key import verifier_key
from backend.translog.proof.checkpoints import open_checkpoint
from backend.translog.proof.proofs import prove, read_proof
from backend.translog.sequencer.run import run
from tests.backend import make
from tests.backend.pages import browser, text_of
from tests.backend.publication import make as publications
from tests.backend.translog import make as logs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_log")]


@pytest.fixture
def anybody() -> Any:
    return browser()


def test_checkpoint_tiles_and_entries_are_served_with_their_cache_headers(anybody: Any) -> None:
    assert anybody.get("/log/checkpoint").status_code == 404
    logs.hand_in(3)
    run()

    head = anybody.get("/log/checkpoint")
    tile = anybody.get("/log/tile/0/000.p/3")
    bundle = anybody.get("/log/tile/entries/000.p/3")

    assert open_checkpoint(head.content.decode(), [verifier_key()]).size == 3
    assert head["Content-Type"] == "text/plain; charset=utf-8"
    assert head["Cache-Control"] == "public, max-age=5"
    assert (len(tile.content), tile["Content-Type"]) == (96, "application/octet-stream")
    assert "immutable" in tile["Cache-Control"]
    assert tile["Access-Control-Allow-Origin"] == "*"
    assert bundle.status_code == 200


@pytest.mark.parametrize(
    "path",
    ["tile/0/001", "tile/0/000.p/9", "tile/0/0", "tile/../checkpoint", "openings/7.json"],
)
def test_what_is_not_there_or_no_tile_is_404(anybody: Any, path: str) -> None:
    logs.hand_in(3)
    run()
    answer = anybody.get(f"/log/{path}")
    assert answer.status_code == 404
    assert "max-age" not in answer["Cache-Control"]


def test_a_partial_tile_that_was_dropped_is_still_answered(anybody: Any) -> None:
    logs.hand_in(250)
    run()
    before = anybody.get("/log/tile/0/000.p/250").content
    logs.hand_in(10)
    run()
    assert anybody.get("/log/tile/0/000.p/250").content == before


def test_the_key_opens_the_checkpoint(anybody: Any) -> None:
    assert anybody.get("/log/key").content.decode() == f"{verifier_key()}\n"


def test_the_proof_of_a_published_file_holds_and_a_takedown_ends_it(anybody: Any) -> None:
    found = publications.published()
    assert found.payload is not None
    run()
    file = anybody.get(reverse("public-result-file", args=[found.pk])).content
    digest = hashlib.sha256(file).hexdigest()

    answer = anybody.get(f"/log/proof/{digest}.tlog-proof")

    proven = prove(read_proof(answer.content.decode()), digest, [verifier_key()])
    assert proven.entry["type"] == "result.published"
    opening = anybody.get(f"/log/openings/{proven.index}.json")
    assert opening["Cache-Control"] == "public, max-age=60"
    assert opening.json()["subject"]["label"] == found.payload["site"]["name"]

    publication.take_down(publication_id=found.pk, reason="可辨认个人", by=make.person("head"))
    run()

    assert anybody.get(f"/log/proof/{digest}.tlog-proof").status_code == 404
    assert anybody.get(f"/log/openings/{proven.index}.json").status_code == 404
    assert found.payload["site"]["name"] not in text_of(anybody.get("/log"))


def test_the_page_tells_size_root_and_the_newest_entries(anybody: Any) -> None:
    logs.hand_in(2)
    logs.hand_in(1, held=True)
    run()

    page = text_of(anybody.get("/log"))

    assert logs.published().root.hex() in page
    assert page.count("养老院（合成）") == 2
    assert text_of(browser(language="en").get("/log")).count("Public verification log") >= 1


def test_the_page_says_when_the_log_stands_still(anybody: Any) -> None:
    logs.hand_in(1)
    run()
    store.put("checkpoint", b"something else")
    run()
    assert "日志已停止写入" in text_of(anybody.get("/log"))
    health = make.client_for().get("/api/v1/healthz")
    assert (health.status_code, health.json()["log"]) == (503, "note-form")


def test_the_verifier_carries_its_script_and_the_policy_allows_only_that(anybody: Any) -> None:
    answer = anybody.get("/verify/file")
    page = text_of(answer)

    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(scripts) == 1
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    policy = answer["Content-Security-Policy"]
    assert f"'sha256-{digest}'" in policy
    assert "unsafe-inline" not in policy
    assert str(verifier_key()) in page
    assert not re.search(r"<(?:script|link)[^>]+(?:src|href)=(?!\"data:)", page)
