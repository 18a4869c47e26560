"""The last step of an upload (上传完成): one file, verified, sealed, told on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from backend.core import clock, objects, outbox
from backend.core.refusals import Refusal
from backend.inspections.field.load import lock_visits
from backend.inspections.models import Defect, Evidence
from backend.inspections.services.feeds import News, tell
from backend.keys.services import forget, seal
from backend.oplog.services import record
from backend.sync.models import Upload, UploadPiece
from backend.sync.refusals import HashDiffers
from backend.sync.uploads.content import Seen, look
from backend.sync.uploads.pieces import drop_pieces

FLAT = 4  # a likeness with fewer (or all but as few) bits set is no likeness: an even surface


@dataclass(frozen=True, slots=True)
class Stored:
    """Where the sealed file and its thumbnail lie, and under which content keys."""

    key: str
    content_key: UUID
    thumb: str = ""
    thumb_key: UUID | None = None


def complete_upload(upload_id: UUID) -> Upload:
    """Make one sealed file of the pieces when all bytes are there; twice is once.

    Wrong bytes end this upload, never the manifest: it stays awaited and starts again.

    Raises HashDiffers, TypeDiffers, TooManyPixels, PictureUnreadable.
    """
    upload = Upload.objects.select_related("evidence").get(pk=upload_id)
    if upload.state != Upload.State.RECEIVING or upload.offset < upload.length:
        return upload
    data = _whole(upload)
    try:
        seen = _verified(data, upload.evidence)
    except Refusal as no:
        _refuse(upload, no)
        raise
    stored = _seal(upload.evidence, data, seen)
    if not _finish(upload, seen, stored):
        _forget(stored)
    drop_pieces(upload.pk)
    upload.refresh_from_db()
    return upload


def share_bytes(evidence: Evidence) -> bool:
    """Complete a manifest from the same bytes in the same visit, never from another one's."""
    with transaction.atomic():
        lock_visits([evidence.visit_id])
        evidence.refresh_from_db()
        twin = Evidence.objects.filter(
            visit_id=evidence.visit_id, sha256=evidence.sha256, state=Evidence.State.COMPLETE
        ).first()
        if evidence.state != Evidence.State.AWAITING or twin is None:
            return evidence.state == Evidence.State.COMPLETE
        if twin.media_type != evidence.media_type:
            return False
        for name in ("object_key", "content_key", "thumb_key", "thumb_content_key"):
            setattr(evidence, name, getattr(twin, name))
        evidence.perceptual_hash = twin.perceptual_hash
        _tell_complete(evidence)
    return True


def _whole(upload: Upload) -> bytes:
    pieces = UploadPiece.objects.filter(upload=upload).order_by("offset")
    return b"".join(objects.get(piece.key) for piece in pieces)


def _verified(data: bytes, evidence: Evidence) -> Seen:
    came = hashlib.sha256(data).hexdigest()
    if came != evidence.sha256:
        raise HashDiffers(
            "these are not the bytes that were hashed at capture",
            expected=evidence.sha256,
            came=came,
            do="upload the file again from its beginning",
        )
    return look(data, evidence.media_type)


def _seal(evidence: Evidence, data: bytes, seen: Seen) -> Stored:
    content_key, sealed = seal(data)
    key = f"evidence/{evidence.visit_id}/{content_key}"
    objects.put(key, sealed)
    if not seen.thumb:
        return Stored(key, content_key)
    thumb_key, thumb = seal(seen.thumb)
    objects.put(f"{key}.thumb", thumb)
    return Stored(key, content_key, f"{key}.thumb", thumb_key)


def _finish(upload: Upload, seen: Seen, stored: Stored) -> bool:
    """Write that the evidence is complete; False when it was not awaited any more."""
    with transaction.atomic():
        lock_visits([upload.evidence.visit_id])
        mine = Upload.objects.filter(pk=upload.pk, state=Upload.State.RECEIVING)
        if not mine.update(state=Upload.State.COMPLETE):
            return False
        evidence = Evidence.objects.select_related("visit").get(pk=upload.evidence_id)
        if evidence.state != Evidence.State.AWAITING:
            return False
        evidence.object_key, evidence.content_key = stored.key, stored.content_key
        evidence.thumb_key, evidence.thumb_content_key = stored.thumb, stored.thumb_key
        evidence.perceptual_hash = seen.perceptual_hash
        _tell_complete(evidence)
        _flag_likeness(evidence)
    return True


def _tell_complete(evidence: Evidence) -> None:
    """Save, log, emit `evidence.completed` and tell the visit's tablets."""
    evidence.state, evidence.completed_at = Evidence.State.COMPLETE, clock.now()
    evidence.save(
        update_fields=[
            "state",
            "completed_at",
            "object_key",
            "content_key",
            "thumb_key",
            "thumb_content_key",
            "perceptual_hash",
        ]
    )
    device = str(evidence.device_id or "")
    record(kind="evidence.completed", subject=str(evidence.pk), actor="system", device=device)
    payload = {"visit": str(evidence.visit_id), "evidence": str(evidence.pk)}
    outbox.emit("evidence.completed", str(evidence.visit_id), payload)
    tell(evidence.visit_id, News("evidence", str(evidence.pk), {"state": evidence.state}))


def _flag_likeness(evidence: Evidence) -> None:
    """Mark a photo that was seen at another home (同一照片用于两处)."""
    bits = int(evidence.perceptual_hash or "0", 16).bit_count()
    if not FLAT <= bits <= 64 - FLAT:
        return
    alike = Evidence.objects.filter(perceptual_hash=evidence.perceptual_hash)
    if alike.exclude(visit__site=evidence.visit.site_id).exists():
        Defect.objects.create(
            visit_id=evidence.visit_id,
            op=evidence.op,
            code="photo-seen-elsewhere",
            recorded_at=clock.now(),
        )


def _refuse(upload: Upload, no: Refusal) -> None:
    with transaction.atomic():
        Upload.objects.filter(pk=upload.pk, state=Upload.State.RECEIVING).update(
            state=Upload.State.REFUSED, problem=no.problem()
        )
        body = {"evidence": str(upload.evidence_id), "code": no.code}
        record(kind="upload.refused", subject=str(upload.pk), actor="system", body=body)
    drop_pieces(upload.pk)


def _forget(stored: Stored) -> None:
    forget(stored.content_key)
    objects.delete(stored.key)
    if stored.thumb_key:
        forget(stored.thumb_key)
        objects.delete(stored.thumb)
