"""The test authority and the certificate of the seal, made at first need (测试证书).

Real seals come from an official service; this one says on every page that it is a demonstration.
"""

from datetime import timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from django.db import connection, transaction
from django.utils import timezone

from backend.keys import services as keys
from backend.papers.models import SealCertificate

MAKING = 7_310_020  # advisory lock: one process makes the certificates
YEARS = timedelta(days=3650)
AUTHORITY_NAME = "演示印章测试证书颁发机构（无法律效力）"
SEAL_NAME = "演示印章（无法律效力）"


def certificate(role: str) -> SealCertificate:
    """Give the certificate in use for a role, made at first need."""
    return _newest(role) or _make_both(role)


def private_key(role: str) -> ec.EllipticCurvePrivateKey:
    """Give the private key that belongs to a role's certificate."""
    return keys.private_key("seal" if role == SealCertificate.Role.SEAL else "seal-authority")


def _newest(role: str) -> SealCertificate | None:
    return SealCertificate.objects.filter(role=role).order_by("-valid_from").first()


@transaction.atomic
def _make_both(role: str) -> SealCertificate:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [MAKING])
    if found := _newest(role):
        return found
    for wanted in (SealCertificate.Role.AUTHORITY, SealCertificate.Role.SEAL):
        signed = _build(wanted)
        SealCertificate.objects.create(
            role=wanted,
            pem=signed.public_bytes(Encoding.PEM).decode("ascii"),
            test=True,
            valid_from=signed.not_valid_before_utc,
            valid_until=signed.not_valid_after_utc,
        )
    return certificate(role)


def _build(role: str) -> x509.Certificate:
    is_authority = role == SealCertificate.Role.AUTHORITY
    now = timezone.now()
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(AUTHORITY_NAME if is_authority else SEAL_NAME))
        .issuer_name(_name(AUTHORITY_NAME))
        .public_key(private_key(role).public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + YEARS)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(_usage(is_authority), critical=True)
    )
    return builder.sign(private_key(SealCertificate.Role.AUTHORITY), hashes.SHA256())


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _usage(is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )
