"""What other apps' events put into the log; each payload suffices alone."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from backend.core.canonical import digest
from backend.translog.proof.leaves import Subject
from backend.translog.services import append, release


@transaction.atomic
def draw_ended(payload: dict[str, Any]) -> None:
    """Handle draw.voided and draw.aborted: a draw never disappears in silence."""
    told = {name: payload[name] for name in ("draw", "state", "reason")}
    append(
        f"draw.{payload['state']}",
        Subject("draw", payload["draw"]),
        document=digest(told),
        held=not payload["shown_before"],
    )


@transaction.atomic
def draw_finished(payload: dict[str, Any]) -> None:
    """Handle draw.finished: what was held back while visits were unannounced is public now."""
    release(Subject("draw", payload["draw"]))


@transaction.atomic
def paper_sealed(payload: dict[str, Any]) -> None:
    """Handle paper.sealed: both versions enter, their openings go with the paper itself."""
    for version in ("archive", "public"):
        append(
            "paper.sealed",
            Subject("paper", payload["paper"], payload["number"]),
            document=payload[f"{version}_sha256"],
            held=True,
        )
