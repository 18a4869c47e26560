"""An officer unlocks once on a tablet that may serve him on a visit (检查人员签名密钥登记)."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from backend.accounts.models import Device
from backend.core import clock
from backend.inspections.models import OfficerKey, Visit
from backend.inspections.refusals import DeviceOutOfArea, NotOnVisit
from backend.inspections.services.visit_row import log
from backend.keys.services import public_key_of
from backend.registers.models import Officer


@transaction.atomic
def keep_officer_key(
    visit: Visit, officer: Officer, *, device: Device, public_jwk: dict[str, Any], actor: str
) -> OfficerKey:
    """Keep the public half of an officer's key for this visit on this tablet.

    The same key again is the same row; another one replaces it, and what the first has signed
    still holds.

    Raises NotOnVisit, DeviceOutOfArea, NotAKey.
    """
    if not visit.officers.filter(officer=officer, left_at=None).exists():
        raise NotOnVisit(
            f"{officer.name} has no seat on this visit",
            expected="an officer of the visit",
            came=str(officer.pk),
            do="let the office lend him by name first",
        )
    if not visit.site.region.path.startswith(device.region.path):
        raise DeviceOutOfArea(
            f"{device.label} is a tablet of {device.region.name}",
            expected=f"a tablet of {visit.site.region.name} or above",
            came=device.region_id,
            do="use a tablet of the visit's area",
        )
    public_key_of(public_jwk)
    jwk = {name: public_jwk[name] for name in ("crv", "kty", "x", "y")}
    rows = OfficerKey.objects.select_for_update().filter(
        visit=visit, device_id=device.pk, officer=officer, replaced_at=None
    )
    row = rows.first()
    if row is not None and row.public_jwk == jwk:
        return row
    rows.update(replaced_at=clock.now())
    made = OfficerKey.objects.create(
        visit=visit,
        device_id=device.pk,
        officer=officer,
        public_jwk=jwk,
        recorded_at=clock.now(),
    )
    log("officer-key-kept", visit, actor, officer=str(officer.pk), device=str(device.pk))
    return made
