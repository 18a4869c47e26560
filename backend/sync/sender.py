"""Who sends operations (发送方)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from backend.sync.models import PushBatch


@dataclass(frozen=True, slots=True)
class Sender:
    """A tablet, the person logged in on it, in which batch.

    at: the server's clock; skew: how far the tablet's was off, None when it did not say.
    """

    device: UUID
    person: UUID | None
    at: datetime
    batch: PushBatch | None = None
    skew: timedelta | None = None

    @property
    def actor(self) -> str:
        """Who the operation log names."""
        return str(self.person) if self.person else "system"
