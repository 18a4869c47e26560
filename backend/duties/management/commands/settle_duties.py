"""Fill the ledger from what is stored: after an upgrade, and whenever in doubt."""

from typing import Any

from django.core.management.base import BaseCommand

from backend.duties.services import load_kinds, settle_everything


class Command(BaseCommand):
    """`python -m backend settle_duties`: twice is once."""

    help = "Open and tick every duty that visits, orders, draws, rounds and plans tell of."

    def handle(self, *args: Any, **options: Any) -> None:
        """Settle, and say how many rows changed by kind."""
        new = load_kinds()
        self.stdout.write(f"kinds: {new} new")
        for code, changed in settle_everything(actor="system").items():
            self.stdout.write(f"{code}: {changed}")
