"""Every layout, rendered from its sample, as an unsealed PDF."""

import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from backend.papers import templates
from backend.papers.refusals import BadTemplate, GlyphMissing
from backend.papers.rendering import layout
from backend.papers.rendering.compose import compose
from tests.pdf.samples import paper

KINDS = templates.kinds()
POPPLER = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")


def pdf_of(kind: str, *, public: bool = False, **changes: object) -> bytes:
    return compose(paper(kind, **changes), public=public, test_seal=True).pdf


def printed(pdf: bytes, folder: Path) -> str:
    """Read the printed words back, without white space."""
    (folder / "paper.pdf").write_bytes(pdf)
    command = ["pdftotext", "-layout", str(folder / "paper.pdf"), "-"]
    out = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    return "".join(out.split())


def attachment(pdf: bytes, name: str) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return opened.attachments[name].get_file().read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_paper_gives_the_same_bytes(kind: str) -> None:
    assert pdf_of(kind) == pdf_of(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_every_font_is_embedded_and_subset(kind: str) -> None:
    with pikepdf.open(io.BytesIO(pdf_of(kind))) as opened:
        fonts = [font for page in opened.pages for font in page.Resources.Font.values()]
        subset = {str(font.BaseFont)[7] for font in fonts}
        embedded = {"/FontFile2" in font.FontDescriptor for font in fonts}

    assert (subset, embedded) == ({"+"}, {True})


@POPPLER
@pytest.mark.parametrize("kind", KINDS)
def test_every_line_of_the_text_is_printed(kind: str, tmp_path: Path) -> None:
    made = paper(kind)
    found = printed(pdf_of(kind), tmp_path)

    for word in ("".join(line.split()) for line in made.text.split("\n")):
        for piece in (word[at : at + 8] for at in range(0, len(word) - 8, 8)):
            assert all(char in found for char in piece)
    assert made.text_digest in found
    assert made.number in found
    assert "第1页/共" in found
    assert "演示印章" in found


@pytest.mark.parametrize("kind", KINDS)
def test_the_text_travels_as_an_attachment(kind: str) -> None:
    made = paper(kind)

    assert attachment(pdf_of(kind), "text.txt") == made.text.encode()


@POPPLER
def test_the_public_version_holds_no_personal_data_anywhere(tmp_path: Path) -> None:
    signed = [{"role": "检查人员", "name": "李示例", "signed_on": "2026年11月23日"}]
    pdf = pdf_of("onsite-record", public=True, signatures=signed)
    whole = printed(pdf, tmp_path) + "".join(
        attachment(pdf, name).decode() for name in ("text.txt", "data.json")
    )

    assert "公开版" in whole
    for word in ("李示例", "王样本", "郑合成", "23010200017", "203室"):
        assert word not in whole


@POPPLER
def test_signature_rows_show_a_refusal_with_its_words(tmp_path: Path) -> None:
    refusal = {
        "role": "被检查单位现场负责人",
        "name": "郑合成",
        "signed_on": "2026年11月23日",
        "words": "拒绝签名，见证人：社区工作者甲（合成）",
    }

    found = printed(pdf_of("onsite-record", signatures=[refusal]), tmp_path)

    assert "拒绝签名" in found


@POPPLER
def test_markup_in_a_value_is_printed_and_not_obeyed(tmp_path: Path) -> None:
    words = '</para><img src="/etc/passwd"/> &amp; <b>'

    assert '<imgsrc="/etc/passwd"/>' in printed(pdf_of("onsite-record", nature=words), tmp_path)


def test_a_character_the_fonts_lack_is_refused_by_name() -> None:
    with pytest.raises(GlyphMissing) as refused:
        pdf_of("onsite-record", representative="𠮷合成")

    assert "U+20BB7" in refused.value.members["came"]


@pytest.mark.parametrize(
    "words", ['<img src="file:///etc/passwd"/>', '<image file="photo.jpg"/>', "{{{text}}}"]
)
def test_a_layout_that_opens_a_file_or_escapes_nothing_is_refused(words: str) -> None:
    with pytest.raises(BadTemplate):
        layout.fill(words, {})


def test_a_long_record_keeps_its_rows_whole_and_counts_its_pages(tmp_path: Path) -> None:
    items = [
        {"n": str(n), "title": "安全出口", "result": "不符合", "observed": "通道堆放杂物" * 30}
        for n in range(1, 40)
    ]
    pdf = pdf_of("onsite-record", items=items)

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages) > 5


def test_a_certificate_is_one_page_however_long_the_names_are() -> None:
    name = (
        "合成哈尔滨市道里区群力新区金秋夕阳红颐养护理康复医养结合社会福利服务中心老年公寓第二分院"
        * 2
    )
    made = compose(
        paper("level-certificate", recipient=name, site_name=name, place=name),
        public=False,
        test_seal=True,
    )

    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        assert len(opened.pages) == 1
    left, low, right, high = made.place.box
    assert (left > 40, low > 30, right < 842, high < 560) == (True, True, True, True)


@POPPLER
@pytest.mark.parametrize("lines", range(20, 34))
def test_no_page_holds_only_the_sign_off_and_its_seal(lines: int, tmp_path: Path) -> None:
    lost = [
        {"n": str(n), "title": "安全出口", "clause": "6.1", "points": "0", "applicable": "5"}
        | {"why": "不符合"}
        for n in range(1, lines)
    ]
    made = compose(paper("rating-feedback", lost=lost), public=False, test_seal=True)
    page = str(made.place.page + 1)
    (tmp_path / "paper.pdf").write_bytes(made.pdf)
    command = ["pdftotext", "-f", page, "-l", page, str(tmp_path / "paper.pdf"), "-"]

    assert "机关地址" in subprocess.run(command, capture_output=True, check=True).stdout.decode()
