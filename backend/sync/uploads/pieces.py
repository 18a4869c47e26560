"""Partial bytes in the object store (上传片段)."""

from __future__ import annotations

from uuid import UUID

from backend.core import objects
from backend.sync.models import UploadPiece


def drop_pieces(upload_id: UUID) -> None:
    """Remove the partial bytes of an upload."""
    pieces = UploadPiece.objects.filter(upload_id=upload_id)
    for key in list(pieces.values_list("key", flat=True)):
        objects.delete(key)
    pieces.delete()
