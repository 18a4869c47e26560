"""One tablet of an office (平板)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from backend.accounts.models import Device, Person
from backend.accounts.selectors import devices_of
from backend.core.refusals import Missing
from backend.look.page import Page, person_of
from backend.office.reach import Reach
from backend.office.tablets.lines import device_lines
from backend.office.tablets.permissions import KEEPS_TABLETS, SEES_TABLETS
from backend.office.tablets.pieces import piece_lines
from backend.sync.selectors import ciphertexts
from backend.sync.services.standing import gaps

PIECES = 50  # of ciphertext, shown


class DevicePage(Page):
    """/office/devices/{id}; a tablet that is not yours to see is not there."""

    here = "devices"
    template_name = "office/tablets/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it; raises Missing."""
        person = person_of(self.request)
        device = found(person, kwargs["device_id"])
        pieces = list(ciphertexts([device.pk])[:PIECES])
        return super().get_context_data(
            line=device_lines([device])[0],
            device=device,
            gaps=gaps(device.pk),
            pieces=piece_lines(pieces),
            resets=device.resets.select_related("decided_by").order_by("-asked_at")[:10],
            keeps=Reach(person).may(device.region, *KEEPS_TABLETS),
            **kwargs,
        )


def found(person: Person, device_id: UUID) -> Device:
    """Find a tablet somebody may see; raises Missing."""
    device = devices_of(person, *SEES_TABLETS).filter(pk=device_id).first()
    if device is None:
        raise Missing("没有这台平板，或者不在你的管辖范围")
    return device
