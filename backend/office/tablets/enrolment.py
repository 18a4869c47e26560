"""A code for a new tablet as its camera reads it (登记码): address, code and the office's key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from backend.accounts.services import CODE_LASTS
from backend.keys.data_keys import office_key

QUIET = 4  # modules of white around it, as the standard asks


@dataclass(frozen=True, slots=True)
class Shown:
    """A code that was just made; it is shown once and kept nowhere."""

    label: str
    region: str
    code: str
    address: str
    fingerprint: str
    until: datetime  # real time, as tokens and codes go by

    @property
    def drawing(self) -> SafeString:
        """Draw the address as QR, in black on white whatever the scheme."""
        made = segno.make(self.address, error="m", micro=False)
        drawn = made.svg_inline(
            scale=5, border=QUIET, light="#fff", dark="#000", svgclass="qr", lineclass=None
        )
        return mark_safe(drawn)


def shown(*, label: str, region: str, code: str) -> Shown:
    """Say a code with its address; key is what the tablet compares the office's key with."""
    key = office_key()["fingerprint"]
    query = urlencode({"code": code, "key": key})
    return Shown(
        label=label,
        region=region,
        code=code,
        address=f"{settings.PUBLIC_ADDRESS}/tablet/#/enrol?{query}",
        fingerprint=key,
        until=timezone.now() + CODE_LASTS,
    )
