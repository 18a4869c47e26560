"""Bytes that came by another way than an upload (代交佐证材料)."""

from __future__ import annotations

from django.db import transaction

from backend.accounts.models import Device
from backend.core import clock, objects
from backend.inspections.models import Evidence
from backend.sync.models import Upload, UploadPiece
from backend.sync.refusals import LengthDiffers
from backend.sync.uploads.complete import complete_upload
from backend.sync.uploads.create import LASTS


def complete_from(evidence: Evidence, data: bytes, device: Device) -> Upload:
    """Complete a manifest from bytes at hand, verified exactly as an upload would be.

    Raises LengthDiffers, and what `complete_upload` raises.
    """
    if len(data) != evidence.length:
        raise LengthDiffers(
            "the file has not the length of its manifest",
            expected=str(evidence.length),
            came=str(len(data)),
            do="look for the photo on the tablet itself",
        )
    upload = _whole(evidence, data, device)
    return complete_upload(upload.pk)


@transaction.atomic
def _whole(evidence: Evidence, data: bytes, device: Device) -> Upload:
    """Make an upload whose bytes are all there, as one piece."""
    now = clock.now()
    upload = Upload.objects.create(
        evidence=evidence,
        device=device,
        length=len(data),
        offset=len(data),
        created_at=now,
        expires_at=now + LASTS,
    )
    key = f"uploads/{upload.pk}/{0:012d}-given"
    objects.put(key, data)
    UploadPiece.objects.create(upload=upload, offset=0, length=len(data), key=key)
    return upload
