"""A checker written from the description alone verifies a paper, a level and a draw.

It imports none of our code and finds every changed byte.
"""

from __future__ import annotations

import ast
import json
from pathlib import Path
from random import Random, randrange
from typing import Any

import pytest
from django.urls import reverse

from backend.core import outbox
from backend.draws import services as draws
from backend.papers.selectors import file_of
from backend.publication.public_levels import levels_of_site
from backend.translog import selectors, store
from backend.translog.key import verifier_key
from backend.translog.proof.leaves import sha256
from backend.translog.sequencer.run import run
from tests.backend import make
from tests.backend.conftest import empty_log
from tests.backend.draws import make as pools
from tests.backend.papers import make as papers
from tests.backend.ratings import make as ratings
from tests.backend.translog import make as logs
from tests.trust import checker

pytestmark = pytest.mark.django_db


def copied(folder: Path) -> Path:
    """Copy what is published into a folder, as anybody can."""
    for name in store.names(""):
        if not name.startswith(("held/", "forgotten/")):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(store.get(name))
    return folder


@pytest.fixture
def key(db: None) -> str:
    empty_log()
    return str(verifier_key())


@pytest.fixture
def documents(key: str) -> dict[str, bytes]:
    """Publish a paper, a level and a draw among other entries; give their files."""
    logs.hand_in(3)
    paper = papers.sealed()
    draw = pools.drawn()
    draws.finish_draw(draw_id=draw.pk, actor="system")
    outbox.deliver_all()
    level = ratings.confirmed(ratings.small_round())
    outbox.deliver_all()
    (shown,) = levels_of_site(level.site_id)
    run()
    return {
        "paper.sealed": file_of(paper, "public"),
        "level.published": file_at("published-file", shown["publication"]),
        "draw.finished": file_at("public-draw-bundle-file", draw.pk),
    }


def file_at(name: str, of: Any) -> bytes:
    """Download a public file, as anybody can."""
    answer = make.client_for().get(reverse(name, args=[of]))
    assert answer.status_code == 200
    return bytes(answer.content)


def proof_of(document: bytes) -> str:
    text = selectors.proof_of(sha256(document))
    assert text is not None
    return text


def refused(data: bytes, proof: str, key: str) -> bool:
    try:
        checker.document(data, proof, key)
    except (checker.Wrong, ValueError, KeyError, TypeError):
        return True
    return False


def test_the_checker_imports_none_of_our_code() -> None:
    source = ast.parse(Path(checker.__file__).read_text(encoding="utf-8"))
    names = {
        alias.name.split(".")[0]
        for node in ast.walk(source)
        if isinstance(node, ast.Import)
        for alias in node.names
    } | {
        (node.module or "").split(".")[0]
        for node in ast.walk(source)
        if isinstance(node, ast.ImportFrom)
    }
    assert not names & {"backend", "scoring", "infra", "tests", "django"}


def test_it_verifies_a_paper_a_level_and_a_draw(documents: dict[str, bytes], key: str) -> None:
    for kind, data in documents.items():
        entry, opening = checker.document(data, proof_of(data), key)
        assert entry["type"] == kind
        assert opening["document"] == sha256(data)
        if kind == "level.published":
            level = json.loads(data)
            assert (level["level"]["level"], level["state"]["words"]) == ("1", "确认等级")
            assert opening["subject"]["label"].startswith(level["site"]["name"])
            assert entry["rules"] == level["checklist"]["digest"]


def test_it_finds_every_changed_byte_of_a_proof(documents: dict[str, bytes], key: str) -> None:
    data = documents["level.published"]
    proof = proof_of(data).encode()
    for at in range(len(proof)):
        for bit in (1, 32):
            wrong = bytes([*proof[:at], proof[at] ^ bit, *proof[at + 1 :]])
            text = wrong.decode("utf-8", "replace")
            assert refused(data, text, key), (at, proof[at : at + 1])


def test_it_finds_a_changed_byte_of_each_document(documents: dict[str, bytes], key: str) -> None:
    seed = randrange(2**32)
    print(f"seed {seed}")  # shown when it fails
    chance = Random(seed)
    for kind, data in documents.items():
        proof = proof_of(data)
        places = range(len(data)) if kind == "level.published" else ()
        for at in [0, len(data) - 1, *places, *(chance.randrange(len(data)) for _ in range(200))]:
            wrong = data[at] ^ chance.randrange(1, 256)
            changed = bytes([*data[:at], wrong, *data[at + 1 :]])
            assert refused(changed, proof, key), (kind, at, seed)
        assert refused(data + b"\n", proof, key)
        assert refused(data[:-1], proof, key)


def test_it_verifies_that_the_log_only_grew(key: str, tmp_path: Path) -> None:
    heads: list[Any] = []
    for more in (1, 6, 250, 3):
        logs.hand_in(more)
        run()
        shown = store.published()
        assert shown is not None
        heads.append(checker.checkpoint(shown.note, key))
    new, new_root = heads[-1]
    log = checker.Log(copied(tmp_path), new)
    for size, root in heads:
        proof = log.proof_of_growth(size)
        checker.grew(size, root, new, new_root, proof)
        for at in range(len(proof)):
            wrong = [*proof[:at], bytes(32), *proof[at + 1 :]]
            with pytest.raises(checker.Wrong):
                checker.grew(size, root, new, new_root, wrong)
        with pytest.raises(checker.Wrong):
            checker.grew(size, bytes(32), new, new_root, proof)


def test_it_finds_a_changed_byte_in_any_file_of_the_log(key: str, tmp_path: Path) -> None:
    logs.hand_in(258)
    run()
    folder, chance = copied(tmp_path), Random(7)
    assert checker.whole(folder, key) == 258
    files = [path for path in folder.rglob("*") if path.is_file()]
    openings = [path for path in files if path.parent.name == "openings"]
    for path in [*(f for f in files if f not in openings), *chance.sample(openings, 5)]:
        data = path.read_bytes()
        for at in (0, len(data) // 2, len(data) - 1):
            path.write_bytes(bytes([*data[:at], data[at] ^ 1, *data[at + 1 :]]))
            with pytest.raises((checker.Wrong, ValueError, KeyError)):
                checker.whole(folder, key)
        path.write_bytes(data)
    assert checker.whole(folder, key) == 258
