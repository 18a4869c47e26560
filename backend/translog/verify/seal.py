"""The signature inside a PDF (印章): PAdES, checked by pyHanko."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from pathlib import Path

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from backend.translog.proof.faults import Fault, Unreadable
from backend.translog.verify.files import read

MAGIC = b"%PDF-"


def seal(file: Path, authority: Path | None) -> Iterator[tuple[str, str]]:
    """Check that the last signature covers the whole file, and under an authority its signer.

    Raises Fault `seal-missing`, `seal-broken`, `seal-partial`, `seal-untrusted`.
    """
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # a forged file is an answer
    signatures = _signatures(read(file))
    if not signatures:
        raise Fault("seal-missing", expected="a signed PDF", came="no signature")
    last = signatures[-1]
    roots = [_certificate(authority)] if authority else []
    status = validate_pdf_signature(
        last, ValidationContext(trust_roots=roots, allow_fetching=False)
    )
    if not (status.intact and status.valid):
        raise Fault("seal-broken", expected="an unchanged file", came="a changed one")
    if last.evaluate_signature_coverage().name != "ENTIRE_FILE":
        raise Fault("seal-partial", expected="a signature over the whole file", came="a part")
    signer = status.signing_cert.subject.native.get("common_name", "")
    if authority and not status.bottom_line:
        raise Fault("seal-untrusted", expected="a seal of that authority", came=signer)
    known = "under the given authority" if authority else "its authority was not checked"
    yield "seal", f"{signer}, {known}"


def _signatures(data: bytes) -> list[EmbeddedPdfSignature]:
    try:
        return list(PdfFileReader(io.BytesIO(data)).embedded_signatures)
    except Exception as fault:  # whatever a broken file makes the parser say
        raise Fault("seal-broken", expected="a readable PDF", came=type(fault).__name__) from fault


def _certificate(path: Path) -> x509.Certificate:
    try:
        data = read(path)
        return x509.Certificate.load(pem.unarmor(data)[2] if pem.detect(data) else data)
    except ValueError as fault:
        raise Unreadable("certificate-form", expected="PEM or DER", came=str(path)) from fault
