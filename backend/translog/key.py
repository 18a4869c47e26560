"""The log's signing key and its name (日志公钥)."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

from backend.keys import notary
from backend.translog.models import Checkpoint
from backend.translog.proof.notes import VerifierKey

PURPOSE = "log"


def verifier_key() -> VerifierKey:
    """Give origin and public key, made at first need."""
    return VerifierKey(origin(), notary.public_key(PURPOSE))


def sign(text: bytes) -> bytes:
    """Sign the text of a checkpoint."""
    return notary.sign(PURPOSE, text)


def origin() -> str:
    """Give the log's name, which stays what it was at the first checkpoint."""
    first = Checkpoint.objects.order_by("size").values_list("note", flat=True).first()
    return first.split("\n", 1)[0] if first else settings.LOG_ORIGIN or _of_address()


def _of_address() -> str:
    """Name it by its address, without the scheme (C2SP tlog-tiles)."""
    return f"{urlsplit(settings.PUBLIC_ADDRESS).netloc}/log"
