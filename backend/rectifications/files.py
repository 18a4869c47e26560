"""Files a home sends with its answer: judged by their content, never by their name (佐证材料)."""

import hashlib
import io
from dataclasses import dataclass

import pikepdf
from PIL import Image

from backend.papers.services import one_line
from backend.rectifications.refusals import BadFile, TooManyFiles

MAX_FILES = 12
MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 50_000_000
TYPES = {"JPEG": "image/jpeg", "PNG": "image/png"}
DO = "send a JPEG or PNG photo, or a PDF, of at most 10 MB"


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it came."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that is what its content says."""

    name: str
    data: bytes
    media_type: str
    sha256: str


def check_files(files: list[Sent]) -> list[Checked]:
    """Check an answer's files; the same content twice is kept once.

    Raises TooManyFiles, BadFile.
    """
    if len(files) > MAX_FILES:
        raise TooManyFiles(expected=f"at most {MAX_FILES}", came=str(len(files)), place="files")
    checked = [_check(one) for one in files]
    return list({one.sha256: one for one in checked}.values())


def _check(sent: Sent) -> Checked:
    name = one_line(sent.name)[-120:] or "file"
    if not 0 < len(sent.data) <= MAX_BYTES:
        raise BadFile(
            expected=f"1 to {MAX_BYTES} bytes", came=str(len(sent.data)), place=name, do=DO
        )
    media_type = _pdf(sent.data, name) or _image(sent.data, name)
    return Checked(name, sent.data, media_type, hashlib.sha256(sent.data).hexdigest())


def _pdf(data: bytes, name: str) -> str:
    if not data.startswith(b"%PDF-"):
        return ""
    try:
        with pikepdf.open(io.BytesIO(data)) as opened:
            pages = len(opened.pages)
    except pikepdf.PdfError as fault:
        raise BadFile(expected="a whole PDF", came="a damaged one", place=name, do=DO) from fault
    if not pages:
        raise BadFile(expected="a PDF with pages", came="none", place=name, do=DO)
    return "application/pdf"


def _image(data: bytes, name: str) -> str:
    try:
        with Image.open(io.BytesIO(data), formats=list(TYPES)) as opened:
            kind, pixels = opened.format or "", opened.width * opened.height
            if pixels <= MAX_PIXELS:
                opened.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        raise BadFile(
            expected="a photo or a PDF", came="something else, or cut off", place=name, do=DO
        ) from fault
    if pixels > MAX_PIXELS:
        raise BadFile(expected=f"at most {MAX_PIXELS} pixels", came=str(pixels), place=name)
    return TYPES[kind]
