"""Paths, bundles, notes, checkpoints, entries: the forms that FORMAT.md gives."""

import base64
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from backend.translog.proof.checkpoints import (
    Checkpoint,
    open_checkpoint,
    read_checkpoint,
    sign_checkpoint,
)
from backend.translog.proof.entries import pack, unpack
from backend.translog.proof.faults import Fault, Unreadable
from backend.translog.proof.hashing import leaf_hash
from backend.translog.proof.leaves import (
    Opening,
    Subject,
    check_opening,
    entry_of,
    read_entry,
    read_opening,
)
from backend.translog.proof.notes import VerifierKey, open_note, read_key
from backend.translog.proof.proofs import Proof, prove, read_proof
from backend.translog.proof.tiles import ENTRIES, Tile, parse
from tests.backend.translog import vectors

# The example of Go's golang.org/x/mod/sumdb/note, which the specification came from.
KNOWN_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
KNOWN_TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
KNOWN_NOTE = (
    f"{KNOWN_TEXT}\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZ"
    "b6KE6RyyBwJnAM=\n"
)
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = VerifierKey("log.example.cn/log", PRIVATE.public_key().public_bytes_raw())
OPENING = Opening(Subject("publication", "7", "某某养老院（合成）"), "ab" * 32, bytes(32))


def test_the_path_of_the_specification() -> None:
    assert Tile(0, 1234067).path == "tile/0/x001/x234/067"
    assert Tile(ENTRIES, 0, 8).path == "tile/entries/000.p/8"


@given(st.integers(-1, 63), st.integers(0, 10**12), st.integers(1, 256))
def test_a_path_is_read_as_it_was_written(level: int, index: int, width: int) -> None:
    tile = Tile(level, index, width)
    assert parse(tile.path) == tile


@pytest.mark.parametrize(
    "path",
    [
        *("tile/00/000", "tile/0/1", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/08"),
        *("tile/64/000", "tile/0/x000/001", "tile/0/000/001", "tile/0/../000", "tile/0/０００"),
        *("tile/-1/000", "tile/entries/", "checkpoint", "tile/0/000\n"),
    ],
)
def test_any_other_spelling_of_a_tile_is_none(path: str) -> None:
    with pytest.raises(Unreadable):
        parse(path)


@given(st.lists(st.binary(max_size=600), max_size=300))
def test_a_bundle_is_read_as_it_was_written(entries: list[bytes]) -> None:
    assert unpack(pack(entries), len(entries)) == entries


def test_a_bundle_that_is_cut_or_goes_on_is_none() -> None:
    bundle = pack([b"one", b"two"])
    for wrong in (bundle[:-1], bundle + b"\0", bundle[:5]):
        with pytest.raises(Unreadable):
            unpack(wrong, 2)
    with pytest.raises(Unreadable, match="entry-length"):
        pack([b"x" * 65536])


def test_the_known_note_opens() -> None:
    key = read_key(KNOWN_KEY)
    assert str(key) == KNOWN_KEY
    assert open_note(KNOWN_NOTE, [key]) == KNOWN_TEXT


def test_every_changed_byte_of_a_checkpoint_is_found() -> None:
    note = sign_checkpoint(Checkpoint(KEY.name, 12, b"r" * 32), KEY, PRIVATE.sign)
    assert open_checkpoint(note, [read_key(str(KEY))]).size == 12
    data = note.encode()
    for at in range(len(data)):
        wrong = bytes([*data[:at], data[at] ^ 1, *data[at + 1 :]])
        with pytest.raises(Fault):
            open_checkpoint(wrong.decode("utf-8", "replace"), [KEY])


def test_lines_of_unknown_keys_are_ignored_and_none_alone_suffices() -> None:
    note = sign_checkpoint(Checkpoint(KEY.name, 12, b"r" * 32), KEY, PRIVATE.sign)
    foreign = f"— witness.example {base64.b64encode(b'1234' + b's' * 64).decode()}\n"
    assert open_checkpoint(note + foreign, [KEY]).size == 12
    with pytest.raises(Fault, match="signature-unknown"):
        open_checkpoint(note.rpartition("\n\n")[0] + "\n\n" + foreign, [KEY])


@pytest.mark.parametrize(
    "text",
    ["o\n012\nAAAA\n", "o\n-1\nAAAA\n", "o\n1\nAAAA\n", "\n1\n\n", "o\n1", f"o\n1\n{'A' * 44}\n"],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_checkpoint(text)


def test_an_entry_says_nothing_without_its_opening() -> None:
    entry = entry_of("result.published", "2026-11-26T06:05:00Z", OPENING, "cd" * 32)
    assert OPENING.document.encode() not in entry
    assert "养老院" not in entry.decode()
    assert set(read_entry(entry)) == {"document", "rules", "subject", "time", "type", "version"}
    assert check_opening(entry, OPENING)["rules"] == "cd" * 32


@pytest.mark.parametrize(
    "other",
    [
        Opening(OPENING.subject, "ac" * 32, OPENING.salt),
        Opening(Subject("publication", "8", OPENING.subject.label), "ab" * 32, OPENING.salt),
        Opening(OPENING.subject, "ab" * 32, b"\1" * 32),
    ],
)
def test_another_opening_does_not_fit(other: Opening) -> None:
    entry = entry_of("result.published", "2026-11-26T06:05:00Z", OPENING)
    with pytest.raises(Fault, match="opening-foreign"):
        check_opening(entry, other)


def test_an_opening_file_is_read_as_it_was_written() -> None:
    assert read_opening(json.loads(OPENING.file(12))) == (12, OPENING)
    unusable: list[Any] = [{}, {"index": True}, [], {**json.loads(OPENING.file(1)), "salt": "zz"}]
    for wrong in unusable:
        with pytest.raises(Unreadable):
            read_opening(wrong)


def test_a_proof_file_of_a_log_with_one_entry() -> None:
    entry = entry_of("result.published", "2026-11-26T06:05:00Z", OPENING)
    note = sign_checkpoint(Checkpoint(KEY.name, 1, leaf_hash(entry)), KEY, PRIVATE.sign)
    text = Proof(0, entry, OPENING, (), note).text
    assert text.startswith("c2sp.org/tlog-proof@v1\nextra ")
    assert prove(read_proof(text), "ab" * 32, [KEY]).index == 0
    with pytest.raises(Fault, match="document-differs"):
        prove(read_proof(text), "ac" * 32, [KEY])


def test_the_vectors_of_the_browsers_verifier_are_what_we_write() -> None:
    assert vectors.FILE.read_text(encoding="utf-8") == vectors.written()
