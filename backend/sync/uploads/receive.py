"""Receiving bytes (接收上传): what arrived is kept, also when the line is cut."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Device
from backend.core import clock, objects
from backend.core.ids import uuid7
from backend.core.refusals import Missing
from backend.sync.models import Upload, UploadPiece
from backend.sync.refusals import LengthDiffers, OffsetDiffers, UploadBusy, UploadGone
from backend.sync.uploads.complete import complete_upload
from backend.sync.uploads.create import LASTS
from backend.sync.uploads.pieces import drop_pieces
from backend.sync.uploads.tus import Checksum

CHUNK = 64 * 1024
PIECE = 256 * 1024
PATIENCE_S = 2.0  # a slow line's bytes are stored at least this often

Read = Callable[[int], bytes]


def upload_of(upload_id: UUID, device: Device) -> Upload:
    """Find an upload of this tablet; raises Missing."""
    upload = Upload.objects.filter(pk=upload_id, device=device).first()
    if upload is None:
        raise Missing(f"no upload {upload_id} of this tablet")
    return upload


def stand(upload: Upload) -> Upload:
    """Say how far an upload is, finishing one whose last step failed.

    Raises UploadGone, and what `complete_upload` raises.
    """
    if upload.state == Upload.State.RECEIVING and upload.offset == upload.length:
        upload = complete_upload(upload.pk)
    demand_there(upload)
    return upload


def demand_there(upload: Upload) -> None:
    """Raise UploadGone for one that was refused, ended or has expired."""
    if upload.state not in (Upload.State.RECEIVING, Upload.State.COMPLETE):
        raise UploadGone(
            f"upload is {upload.state}",
            came=upload.state,
            do="make a new upload for the same manifest",
            why=upload.problem,
        )


def receive(
    upload: Upload, offset: int, read: Read, *, stated: int, checksum: Checksum | None = None
) -> Upload:
    """Take the bytes that come from an offset on, and finish the upload with the last one.

    stated: the body's Content-Length.

    Raises OffsetDiffers, UploadBusy, UploadGone, LengthDiffers, ChecksumDiffers, and what
    `complete_upload` raises.
    """
    if offset + stated > upload.length:
        raise LengthDiffers(
            "more bytes than the manifest says",
            expected=f"at most {upload.length - offset}",
            came=str(stated),
            do="send the file as it was captured",
        )
    holder = _claim(upload, offset)
    for piece in _checked(read, stated, checksum) if checksum else _pieces(read):
        _keep(upload.pk, holder, offset, piece)
        offset += len(piece)
    upload.refresh_from_db()
    return complete_upload(upload.pk) if upload.offset == upload.length else upload


def end_upload(upload: Upload) -> None:
    """Stop an upload and free its bytes (终止上传); the manifest stays.

    Raises UploadGone when it is complete or gone.
    """
    ended = Upload.objects.filter(pk=upload.pk, state=Upload.State.RECEIVING)
    if not ended.update(state=Upload.State.ENDED):
        raise UploadGone(f"upload is {upload.state}", came=upload.state, do="leave it")
    drop_pieces(upload.pk)


def _claim(upload: Upload, offset: int) -> UUID:
    """Take the upload over: an older PATCH still hanging on a dead line moves it no longer."""
    holder = uuid7()
    mine = Upload.objects.filter(pk=upload.pk, state=Upload.State.RECEIVING, offset=offset)
    if mine.update(holder=holder, expires_at=clock.now() + LASTS):
        return holder
    upload.refresh_from_db()
    demand_there(upload)
    raise OffsetDiffers(
        "the bytes end somewhere else",
        expected=f"Upload-Offset: {upload.offset}",
        came=str(offset),
        do="ask with HEAD and go on from there",
        upload_offset=upload.offset,
    )


def _pieces(read: Read) -> Iterator[bytes]:
    """Gather what arrives; a cut line is the end of what came, not the loss of it."""
    held, since = bytearray(), time.monotonic()
    while chunk := _arrived(read, CHUNK):
        held += chunk
        if len(held) >= PIECE or time.monotonic() - since > PATIENCE_S:
            yield bytes(held)
            held, since = bytearray(), time.monotonic()
    if held:
        yield bytes(held)


def _checked(read: Read, stated: int, checksum: Checksum) -> Iterator[bytes]:
    """Take the body whole, since a checksum says nothing about a part of it."""
    whole = bytearray()
    while chunk := _arrived(read, CHUNK):
        whole += chunk
    if len(whole) < stated:
        return
    checksum.check(bytes(whole))
    yield bytes(whole)


def _arrived(read: Read, size: int) -> bytes:
    try:
        return read(size)
    except OSError:  # the line was cut
        return b""


def _keep(upload_id: UUID, holder: UUID, offset: int, piece: bytes) -> None:
    """Store one piece, then move the offset if the upload is still ours."""
    key = f"uploads/{upload_id}/{offset:012d}-{holder.hex[-8:]}"
    objects.put(key, piece)
    with transaction.atomic():
        mine = Upload.objects.filter(
            pk=upload_id, holder=holder, offset=offset, state=Upload.State.RECEIVING
        )
        moved = mine.update(offset=offset + len(piece))
        if moved:
            UploadPiece.objects.create(
                upload_id=upload_id, offset=offset, length=len(piece), key=key
            )
    if not moved:
        objects.delete(key)
        raise UploadBusy("another connection goes on with this upload", do="ask with HEAD")
