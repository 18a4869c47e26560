"""The page that checks a document: on line, saved without a line, and after it was taken back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest
from django.db import connections, transaction
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from backend.accounts.models import Person
from backend.publication import services
from backend.publication.models import Publication
from backend.translog.sequencer.run import run
from tests.backend.publication import make as publications
from tests.e2e.world import World

T = TypeVar("T")

GOOD = "一致：这份文件已写入公开核验日志，没有被改动"


@pytest.fixture
def published(world: World) -> Publication:
    """Publish a result of its own for each test."""

    def publish() -> Publication:
        with transaction.atomic():
            found = publications.published()
        run()
        return found

    return apart(publish)


def apart(work: Callable[[], T]) -> T:
    """Work on the database in another thread: playwright keeps a loop running in this one."""

    def alone() -> T:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(alone).result()


def text(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def downloaded(page: Page, found: Publication) -> tuple[bytes, bytes]:
    data = page.request.get(f"/results/{found.pk}.json").body()
    digest = hashlib.sha256(data).hexdigest()
    return data, page.request.get(f"/log/proof/{digest}.tlog-proof").body()


def choose(page: Page, *files: FilePayload) -> None:
    page.locator("#files").set_input_files(list(files))


def test_a_published_result_is_found_and_a_changed_byte_is_not(
    page: Page, published: Publication
) -> None:
    data, _proof = downloaded(page, published)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    page.goto("/verify/file")

    choose(page, text("result.json", data))
    expect(page.get_by_role("heading", name=GOOD)).to_be_visible()
    expect(page.get_by_text("证明由日志的最新数据当场算出")).to_be_visible()
    choose(page, text("result.json", data + b" "))
    expect(page.get_by_role("heading", name="日志里没有这份文件")).to_be_visible()

    assert all(line.startswith("GET ") for line in asked), asked
    assert any("/log/tile/0/" in line for line in asked)


def test_the_saved_page_works_without_a_line(
    page: Page, context: BrowserContext, published: Publication, tmp_path: Path
) -> None:
    data, proof = downloaded(page, published)
    saved = tmp_path / "核验.html"
    saved.write_bytes(page.request.get("/verify/file").body())
    context.set_offline(True)
    page.goto(saved.as_uri())

    choose(page, text("result.json", data), text("result.tlog-proof", proof))
    expect(page.get_by_role("heading", name=GOOD)).to_be_visible()
    expect(page.get_by_text("证明来自核验文件，未联网")).to_be_visible()
    choose(page, text("result.json", data))
    expect(page.get_by_role("heading", name="连接不上日志")).to_be_visible()
    changed = proof.replace(b"index ", b"index 1", 1)
    choose(page, text("result.json", data), text("result.tlog-proof", changed))
    expect(page.get_by_role("heading", name="不一致")).to_be_visible()


def test_what_was_taken_down_says_so_to_who_kept_the_proof(
    page: Page, published: Publication
) -> None:
    data, proof = downloaded(page, published)

    def take_down() -> None:
        head = Person.objects.get(username="juzhang")
        services.take_down(publication_id=published.pk, reason="可辨认个人", by=head)
        run()

    apart(take_down)
    page.goto("/verify/file")

    choose(page, text("result.json", data))
    expect(page.get_by_role("heading", name="日志里没有这份文件")).to_be_visible()
    choose(page, text("result.json", data), text("result.tlog-proof", proof))
    expect(page.get_by_role("heading", name="后来已被撤回或者下架")).to_be_visible()


def test_the_page_of_the_log_leads_to_the_verifier(page: Page, published: Publication) -> None:
    page.goto("/log")
    expect(page.get_by_role("heading", name="公开核验日志")).to_be_visible()
    page.get_by_role("link", name="用文件核验").click()
    expect(page.get_by_role("heading", name="用文件核验")).to_be_visible()
    expect(page.locator("#key")).to_contain_text("/log+")
