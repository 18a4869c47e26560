"""After a verified backup: move the tablets' durable marks to what it holds."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.sync.services.standing import mark_durable


class Command(BaseCommand):
    """python -m backend mark_durable 2026-11-21T03:00:00+08:00"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the moment up to which the verified backup holds everything."""
        parser.add_argument("held_at", help="ISO 8601 with offset: when the backup began")

    def handle(self, *_: Any, held_at: str, **__: Any) -> None:
        """Move them."""
        try:
            at = datetime.fromisoformat(held_at)
        except ValueError as fault:
            raise CommandError(f"held_at: expected ISO 8601, came {held_at}") from fault
        if at.tzinfo is None:
            raise CommandError(f"held_at: expected an offset, came {held_at}; add +08:00")
        self.stdout.write(f"{mark_durable(at)} marks moved")
