"""What uploads leave behind (上传清理)."""

from __future__ import annotations

from django.db.models import F

from backend.core import clock
from backend.core.refusals import Refusal
from backend.sync.models import Upload, UploadPiece
from backend.sync.uploads.complete import complete_upload
from backend.sync.uploads.pieces import drop_pieces


def finish_uploads(limit: int = 100) -> int:
    """Finish uploads whose bytes are all there but whose last step failed."""
    whole = Upload.objects.filter(state=Upload.State.RECEIVING, offset=F("length"))
    ids = list(whole.order_by("created_at").values_list("pk", flat=True)[:limit])
    for upload_id in ids:
        try:
            complete_upload(upload_id)
        except Refusal:
            continue  # written on the upload
    return len(ids)


def expire_uploads(limit: int = 500) -> int:
    """Free the partial bytes of uploads nobody went on with; the manifests stay awaited."""
    old = Upload.objects.filter(
        state=Upload.State.RECEIVING, offset__lt=F("length"), expires_at__lt=clock.now()
    )
    ids = list(old.values_list("pk", flat=True)[:limit])
    for upload_id in ids:
        mine = Upload.objects.filter(pk=upload_id, state=Upload.State.RECEIVING)
        if mine.update(state=Upload.State.EXPIRED):
            drop_pieces(upload_id)
    return len(ids)


def free_partial() -> int:
    """After a restore: begin every upload anew, for no backup holds partial bytes."""
    begun = Upload.objects.filter(state=Upload.State.RECEIVING)
    UploadPiece.objects.filter(upload__in=begun).delete()
    return begun.update(state=Upload.State.EXPIRED)
