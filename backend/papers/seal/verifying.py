"""Checking a sealed PDF (验章)."""

import io
import logging
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import algos, cms
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from backend.papers.models import SealCertificate
from backend.papers.seal.signing import asn1

SHA256 = algos.DigestAlgorithm({"algorithm": "sha256"})
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # a forged file is an answer, no alarm


@dataclass(frozen=True, slots=True)
class SealReport:
    """What a check of a file found; why: empty when all is well."""

    ok: bool
    intact: bool = False
    trusted: bool = False
    whole_file: bool = False
    signer: str = ""
    signed_at: datetime | None = None
    test: bool = False
    why: str = ""


def verify_pdf(pdf: bytes) -> SealReport:
    """Check the seal of a file: unchanged, ours, and covering all of it. Never raises."""
    try:
        signatures = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        if not signatures:
            return SealReport(ok=False, why="no-seal")
        last = signatures[-1]
        status = validate_pdf_signature(last, _context())
        whole = last.evaluate_signature_coverage().name == "ENTIRE_FILE"
        whole = whole and _is_tight(pdf, last) and _is_ours(last)
    except Exception as fault:  # whatever a broken file makes the parser say
        return SealReport(ok=False, why=f"unreadable: {type(fault).__name__}")
    ok = bool(status.bottom_line) and whole
    return SealReport(
        ok=ok,
        intact=status.intact and status.valid,
        trusted=status.trusted,
        whole_file=whole,
        signer=status.signing_cert.subject.native.get("common_name", ""),
        signed_at=status.signer_reported_dt,
        test=_is_test(status.signing_cert),
        why="" if ok else _why(status.intact, status.valid, status.trusted, whole),
    )


def _is_test(certificate: asn1_x509.Certificate) -> bool:
    """Say whether the seal is one of those we made ourselves for a demonstration."""
    rows = SealCertificate.objects.filter(test=True)
    return any(asn1(row.pem).dump() == certificate.dump() for row in rows)


def _is_tight(pdf: bytes, signature: EmbeddedPdfSignature) -> bool:
    """Say whether the gap that no digest covers holds the signature and zeros, nothing else."""
    _, before, after, _ = (int(edge) for edge in signature.byte_range)
    gap = pdf[before:after]
    container: bytes = cms.ContentInfo.load(signature.pkcs7_content).dump(force=True)
    padded = container.hex().ljust(len(gap) - 2, "0")
    return gap in {f"<{padded}>".encode(), f"<{padded.upper()}>".encode()}


def _is_ours(signature: EmbeddedPdfSignature) -> bool:
    """Say whether what no signature covers in the container is as our seal writes it.

    Certificates and lists of algorithms lie beside the signed part: a byte changed there
    would pass an ordinary check.
    """
    known = {asn1(row.pem).dump() for row in SealCertificate.objects.all()}
    data = signature.signed_data
    signer = signature.signer_info
    return (
        {one.chosen.dump() for one in data["certificates"]} <= known
        and data["version"].native == "v1"
        and signer["version"].native == "v1"
        and [one.dump() for one in data["digest_algorithms"]] == [SHA256.dump()]
        and signer["digest_algorithm"].dump() == SHA256.dump()
        and not signer["unsigned_attrs"]
    )


def _why(intact: bool, valid: bool, trusted: bool, whole: bool) -> str:
    if not (intact and valid):
        return "changed"
    return "unknown-authority" if not trusted else "" if whole else "added-to"


def _context() -> ValidationContext:
    roots = SealCertificate.objects.filter(role=SealCertificate.Role.AUTHORITY)
    return ValidationContext(trust_roots=[asn1(root.pem) for root in roots], allow_fetching=False)
