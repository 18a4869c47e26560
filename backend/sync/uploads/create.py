"""Beginning an upload for a manifest (新建上传)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from backend.accounts.models import Device, Person
from backend.core import clock
from backend.inspections.models import Evidence, Package
from backend.sync.models import Upload
from backend.sync.refusals import LengthDiffers, ManifestMissing, NotAwaited
from backend.sync.uploads.complete import share_bytes

LASTS = timedelta(days=7)


@transaction.atomic
def create_upload(*, device: Device, person: Person, evidence_id: UUID, length: int) -> Upload:
    """Begin an upload; bytes that are there already, or in the same visit, are not sent again.

    Raises ManifestMissing, NotAwaited, LengthDiffers.
    """
    evidence = _manifest(device, person, evidence_id)
    if evidence.state in (Evidence.State.WAIVED, Evidence.State.WITHDRAWN):
        raise NotAwaited(f"evidence is {evidence.state}", came=evidence.state, do="keep it locally")
    if length != evidence.length:
        raise LengthDiffers(
            "the file has not the length of its manifest",
            expected=str(evidence.length),
            came=str(length),
            do="send the file as it was captured",
        )
    there = evidence.state == Evidence.State.COMPLETE or share_bytes(evidence)
    return Upload.objects.create(
        evidence=evidence,
        device=device,
        length=length,
        offset=length if there else 0,
        state=Upload.State.COMPLETE if there else Upload.State.RECEIVING,
        created_at=clock.now(),
        expires_at=clock.now() + LASTS,
    )


def _manifest(device: Device, person: Person, evidence_id: UUID) -> Evidence:
    packages = Package.objects.filter(device_id=device.pk).values("visit_id")
    mine = Q(visit_id__in=packages) | Q(visit__officers__officer__person=person)
    found = Evidence.objects.filter(mine, pk=evidence_id).distinct().first()
    if found is None:
        raise ManifestMissing(
            f"no manifest {evidence_id}",
            expected="an applied evidence.add of this id",
            came="none",
            do="push the manifest first, then its bytes",
        )
    return found
