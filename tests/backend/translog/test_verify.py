"""python -m backend.translog.verify: offline, without Django, exit codes 0, 1 and 2."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from backend.core import outbox
from backend.papers.models import SealCertificate
from backend.papers.selectors import file_of
from backend.translog import selectors, store
from backend.translog.key import verifier_key
from backend.translog.proof.leaves import sha256
from backend.translog.sequencer.run import run
from backend.translog.verify.__main__ import main
from tests.backend.papers import make as papers
from tests.backend.translog import make
from tests.trust.test_checker import copied

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[3]
WITHOUT_DJANGO = """
import runpy, sys
sys.modules["django"] = None
sys.argv[0] = "verify"
runpy.run_module("backend.translog.verify", run_name="__main__")
"""


_laid: list[Path] = []  # made once: it is files only


@pytest.fixture
def desk(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay a sealed paper, its proof, the key, and a copy of the log on a desk."""
    if not _laid:
        _laid.append(lay(tmp_path_factory.mktemp("desk")))
    shutil.copytree(_laid[0], tmp_path, dirs_exist_ok=True)
    return tmp_path


def lay(folder: Path) -> Path:
    """Make everything that lies on the desk."""
    make.hand_in(4)
    paper = papers.sealed()
    outbox.deliver_all()
    run()
    shown = store.published()
    assert shown is not None
    (folder / "old").write_text(shown.note, encoding="utf-8")
    make.hand_in(255)
    run()
    pdf = file_of(paper, "public")
    proof = selectors.proof_of(sha256(pdf))
    assert proof is not None
    (folder / "paper.pdf").write_bytes(pdf)
    (folder / "paper.tlog-proof").write_text(proof, encoding="utf-8")
    (folder / "key").write_text(f"{verifier_key()}\n", encoding="utf-8")
    root = SealCertificate.objects.get(role=SealCertificate.Role.AUTHORITY)
    (folder / "root.pem").write_text(root.pem, encoding="utf-8")
    copied(folder / "log")
    return folder


def ask(desk: Path, question: str) -> int:
    words = [word.replace("@", f"{desk}/") for word in question.split()]
    return main([*words, "--key", str(desk / "key")])


def paper(more: str = "") -> str:
    return f"document @paper.pdf --proof @paper.tlog-proof {more}"


def test_a_sealed_paper_holds_and_says_what_it_is(desk: Path, capsys: Any) -> None:
    assert ask(desk, paper("--copy @log --authority @root.pem")) == 0

    said = capsys.readouterr().out
    assert "paper.sealed" in said
    assert "path computed from the tiles" in said
    assert "演示印章" in said
    assert "under the given authority" in said


def test_it_runs_without_django(desk: Path) -> None:
    words = ["document", "paper.pdf", "--proof", "paper.tlog-proof", "--key", "key"]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO, *words],
        cwd=desk,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "its authority was not checked" in done.stdout


def test_a_changed_byte_of_the_paper_is_found(desk: Path, capsys: Any) -> None:
    data = (desk / "paper.pdf").read_bytes()
    (desk / "paper.pdf").write_bytes(data[:-10] + b"x" + data[-9:])
    assert ask(desk, paper()) == 1
    assert capsys.readouterr().err.startswith("document-differs: expected ")


def test_growth_and_the_whole_log_hold(desk: Path, capsys: Any) -> None:
    assert ask(desk, "growth @old --copy @log") == 0
    assert ask(desk, "log @log") == 0
    said = capsys.readouterr().out
    assert "6 to 261 entries" in said
    assert "259 with their openings" in said


@pytest.mark.parametrize("file", ["tile/0/000", "tile/entries/000", "tile/1/000.p/1"])
def test_a_changed_byte_of_the_log_is_found(desk: Path, file: str) -> None:
    path = desk / "log" / file
    data = path.read_bytes()
    path.write_bytes(bytes([*data[:40], data[40] ^ 1, *data[41:]]) if len(data) > 40 else bytes(32))
    assert ask(desk, "log @log") == 1


def test_another_history_is_found(desk: Path, capsys: Any) -> None:
    lines = (desk / "old").read_text(encoding="utf-8").split("\n")
    (desk / "old").write_text("\n".join([lines[0], "7", *lines[2:]]), encoding="utf-8")
    assert ask(desk, "growth @old --copy @log") == 1
    assert capsys.readouterr().err.startswith("signature-broken")


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("document @nothing.pdf --proof @paper.tlog-proof", "file-unreadable"),
        ("document @paper.pdf --proof @paper.pdf", "text-form"),
        ("document @paper.pdf --proof @old", "proof-form"),
        ("log @empty", "file-unreadable"),
        ("growth @key --copy @log", "note-form"),
        (paper("--authority @paper.pdf"), "certificate-form"),
    ],
)
def test_unusable_input_is_two(desk: Path, capsys: Any, question: str, code: str) -> None:
    assert ask(desk, question) == 2
    assert capsys.readouterr().err.startswith(f"{code}: expected ")
