"""Making, sealing and checking the files of a paper."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from backend.core import objects, outbox
from backend.keys import services as keys
from backend.papers import services
from backend.papers.models import Paper
from backend.papers.refusals import NotSealed
from backend.papers.seal.verifying import verify_pdf
from backend.papers.selectors import file_of, paper_by_code
from tests.backend.papers import make

pytestmark = pytest.mark.django_db


def test_the_outbox_seals_both_versions() -> None:
    paper = make.requested()

    outbox.deliver_all()

    paper.refresh_from_db()
    assert paper.state == Paper.State.SEALED
    for version, digest in (("archive", paper.archive_sha256), ("public", paper.public_sha256)):
        pdf = file_of(paper, version)
        report = verify_pdf(pdf)
        assert hashlib.sha256(pdf).hexdigest() == digest
        assert (report.ok, report.whole_file, report.test, report.why) == (True, True, True, "")
        assert "演示印章" in report.signer


def test_the_archive_version_is_ciphertext_in_the_store_and_can_be_forgotten() -> None:
    paper = make.sealed()
    assert not objects.get(paper.archive_key).startswith(b"%PDF")
    assert objects.get(paper.public_key).startswith(b"%PDF")

    assert paper.archive_content_key
    keys.forget(paper.archive_content_key)

    with pytest.raises(keys.Forgotten):
        file_of(paper, "archive")


def test_rendering_twice_seals_once() -> None:
    paper = make.sealed()
    before = paper.archive_sha256

    services.render_paper({"paper": str(paper.pk)})

    paper.refresh_from_db()
    assert paper.archive_sha256 == before


def test_any_changed_byte_is_found() -> None:
    pdf = file_of(make.sealed(), "archive")
    gap = pdf.index(b"/Contents <") + len(b"/Contents <")
    spread = [len(pdf) * n // 20 for n in range(20)]
    in_the_gap = [gap + step for step in (-1, 0, 1, 6, 500, 1200, 3000, 4090)]

    unseen = [at for at in spread + in_the_gap if verify_pdf(flipped(pdf, at)).ok]

    assert verify_pdf(pdf).ok
    assert unseen == []


def test_a_letter_of_the_signature_in_another_case_is_found() -> None:
    pdf = file_of(make.sealed(), "public")
    gap = pdf.index(b"/Contents <") + len(b"/Contents <")
    at = next(at for at in range(gap, gap + 100) if pdf[at] in b"ABCDEF")

    assert not verify_pdf(flipped(pdf, at, 0x20)).ok


def flipped(pdf: bytes, at: int, bit: int = 0x01) -> bytes:
    return pdf[:at] + bytes([pdf[at] ^ bit]) + pdf[at + 1 :]


def test_bytes_added_behind_the_seal_are_found() -> None:
    pdf = file_of(make.sealed(), "public")

    report = verify_pdf(pdf + b"\n% added\n%%EOF\n")

    assert not report.ok


def test_a_file_without_a_seal_or_without_sense_is_not_ok() -> None:
    assert verify_pdf(b"not a file").why.startswith("unreadable")


@pytest.mark.skipif(not shutil.which("pdfsig"), reason="poppler-utils is not installed")
def test_an_independent_checker_accepts_the_seal(tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(file_of(make.sealed(), "archive"))

    said = subprocess.run(["pdfsig", str(file)], capture_output=True, check=False).stdout.decode()

    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said


def test_photos_and_signatures_are_in_the_archive_version_only() -> None:
    signed = {
        "role": "检查人员",
        "name": "李示例",
        "signed_on": "2026年11月23日",
        "picture": make.picture(size=(600, 160)),
    }
    photos = [make.photo(f"照片{n}（合成）", colour=f"#{n}0c{n}{n}0") for n in range(1, 6)]

    paper = make.sealed(signatures=[signed], photos=photos)

    assert file_of(paper, "archive").count(b"/DCTDecode") == len(photos)
    assert file_of(paper, "public").count(b"/DCTDecode") == 0


def test_a_name_the_fonts_lack_fails_with_its_reason_and_can_be_tried_again() -> None:
    paper = make.requested(representative="𠮷合成")
    outbox.deliver_all()

    paper.refresh_from_db()
    assert paper.state == Paper.State.FAILED
    assert "U+20BB7" in paper.error

    services.render_paper_again(paper_id=paper.pk, actor="system")
    paper.refresh_from_db()
    assert paper.state == Paper.State.REQUESTED


def test_a_paper_without_files_says_so() -> None:
    with pytest.raises(NotSealed):
        file_of(make.requested(), "archive")


def test_a_printed_code_leads_to_digests_and_no_names() -> None:
    paper = make.sealed()

    page = paper_by_code(f"{paper.verify_code[:4]}-{paper.verify_code[4:]}".lower())

    assert page
    assert page["number"] == paper.number
    assert page["archive_sha256"] == paper.archive_sha256
    assert "郑合成" not in str(page)
    assert paper_by_code("AAAA") is None
