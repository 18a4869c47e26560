"""Sealed papers as anybody checks them (签章核验): fetched, validated, and with a byte changed."""

from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from infra.demo.walk import Broken, Walk, check

Json = dict[str, Any]
READER = "kezhang"
VERSIONS = ("archive", "public")


def sealed_paper(walk: Walk, subject: str, kind: str) -> Json:
    """Wait until a paper of a subject is sealed, and give its line."""

    office = walk.as_(READER)

    def ask() -> Json | None:
        rows = office.get("/api/v1/papers", subject=subject, kind=kind)["results"]
        for row in rows:
            if row["state"] == "failed":
                told = office.get(f"/api/v1/papers/{row['id']}")
                raise Broken(f"{kind} {row['number']}: {told['error']}")
        return next((row for row in rows if row["state"] == "sealed"), None)

    found: Json = walk.wait_for(f"{kind} to be sealed", ask)
    return found


def checked_file(walk: Walk, paper: Json, version: str, name: str) -> bytes:
    """Fetch a version, keep it as a file, check its seal and that a changed byte is found."""
    url = f"/api/v1/papers/{paper['id']}/file"
    pdf: bytes = walk.as_(READER).ask("GET", url, params={"version": version}).content
    path = walk.file(f"{name}-{version}.pdf", pdf)
    check(is_whole(pdf), f"{path} is not validly signed")
    check(not is_whole(spoilt(pdf)), f"a changed byte of {path} was not found")
    return pdf


def spoilt(data: bytes) -> bytes:
    """Change one bit in the middle."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def is_whole(pdf: bytes) -> bool:
    """Say whether pyHanko finds one whole signature over all bytes, by the demonstration's seal."""
    try:
        signatures = PdfFileReader(BytesIO(pdf), strict=False).embedded_signatures
        if len(signatures) != 1:
            return False
        roots = list(signatures[0].other_embedded_certs) or [signatures[0].signer_cert]
        context = ValidationContext(trust_roots=roots, allow_fetching=False)
        status = validate_pdf_signature(signatures[0], context)
    except (PdfError, SignatureValidationError, ValueError):
        return False  # the changed byte broke the file's own structure
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return bool(status.intact and status.valid and whole)
