"""Bring database and published log to agreement; run after every restore."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from backend.translog.models import Halt
from backend.translog.sequencer import openings
from backend.translog.sequencer.run import run
from backend.translog.sequencer.tree import last_checkpoint


class Command(BaseCommand):
    """`python -m backend settle_log`: takes back what is missing, publishes what waits."""

    help = "Compare the database with the published log; what was forgotten stays forgotten."

    def handle(self, *args: Any, **options: Any) -> None:
        """Settle; raises CommandError when the log stands still."""
        run(seconds=3600, compare_list=True)
        openings.put_back_forgotten()
        for row in Halt.objects.filter(until=None):
            raise CommandError(row.detail)
        last = last_checkpoint()
        said = f"{last.size} entries, root {bytes(last.root).hex()}" if last else "no entry yet"
        self.stdout.write(f"log: {said}")
