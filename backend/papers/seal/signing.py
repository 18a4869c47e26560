"""Sealing a PDF (签章): PAdES B-B, P-256, SHA-256."""

import io
from functools import cache

from asn1crypto import keys as asn1_keys
from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils import layout
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from backend.papers.models import SealCertificate
from backend.papers.rendering.attach import SEAL_SIZE, SealPlace
from backend.papers.seal import authority, stamp

FIELD = "Seal"
WHOLE_BOX = layout.SimpleBoxLayoutRule(
    x_align=layout.AxisAlignment.ALIGN_MID,
    y_align=layout.AxisAlignment.ALIGN_MID,
    margins=layout.Margins(0, 0, 0, 0),
)


class StampPage(PdfContent):
    """The stamp's page as an appearance, from bytes; pyHanko's own wants a file."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__(box=layout.BoxConstraints(width=SEAL_SIZE, height=SEAL_SIZE))
        self._pdf = pdf

    def render(self) -> bytes:
        """Bring the page into the document that is being signed."""
        assert self.writer is not None
        page = self.writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._pdf)))
        self.resources.xobject["/Stamp"] = page
        return b"/Stamp Do"


class KeptKeySigner(signers.SimpleSigner):
    """A signer that keeps the key object; pyHanko would load and check it at every signature."""

    def __init__(
        self,
        certificate: asn1_x509.Certificate,
        key: ec.EllipticCurvePrivateKey,
        chain: list[asn1_x509.Certificate],
    ) -> None:
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyHanko has no types here
        store.register_multiple(chain)
        super().__init__(
            signing_cert=certificate, signing_key=asn1_keys.PrivateKeyInfo(), cert_registry=store
        )
        self._kept = key

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        """Sign with the kept key."""
        if digest_algorithm != "sha256":
            raise ValueError(f"expected sha256, came {digest_algorithm}")
        return self._kept.sign(data, ec.ECDSA(hashes.SHA256()))


def sign_pdf(pdf: bytes, *, place: SealPlace, agency: str, reason: str) -> bytes:
    """Put the seal on a page and sign the whole file."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    signer = signers.PdfSigner(
        signers.PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=reason,
            name=agency,
        ),
        signer=_signer(),
        stamp_style=_stamp_style(agency),
        new_field_spec=SigFieldSpec(FIELD, on_page=place.page, box=place.box),
    )
    out = io.BytesIO()
    signer.sign_pdf(writer, output=out)
    return out.getvalue()


def _stamp_style(agency: str) -> StaticStampStyle:
    return StaticStampStyle(
        background=StampPage(stamp.draw(agency)),
        background_layout=WHOLE_BOX,
        border_width=0,
    )


def _signer() -> KeptKeySigner:
    return _kept_signer(
        authority.certificate(SealCertificate.Role.SEAL).pem,
        authority.certificate(SealCertificate.Role.AUTHORITY).pem,
    )


@cache
def _kept_signer(seal_pem: str, authority_pem: str) -> KeptKeySigner:
    seal, above = asn1(seal_pem), asn1(authority_pem)
    return KeptKeySigner(seal, authority.private_key(SealCertificate.Role.SEAL), [above])


def asn1(pem_text: str) -> asn1_x509.Certificate:
    """Read a PEM certificate as pyHanko wants it."""
    return asn1_x509.Certificate.load(pem.unarmor(pem_text.encode("ascii"))[2])
