"""Make a restored database fit to work on; `python -m infra.restore` runs it."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from backend.config import restored
from backend.config.state import state
from backend.translog.models import Halt
from backend.translog.sequencer import tree

SHOWN = 1000  # entries since the backup that the report names


class Command(BaseCommand):
    """python -m backend settle_restore MANIFEST [--role NAME] [--numbers N]; as the owner"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what the backup says about itself."""
        parser.add_argument("manifest", type=Path, help="manifest.json of the backup")
        parser.add_argument("--role", default="", help="of the application, where it has its own")
        parser.add_argument("--numbers", type=int, default=100, help="文号 to leave out, each kind")

    def handle(self, *_: Any, manifest: Path, role: str, numbers: int, **__: Any) -> None:
        """Migrate, compare, settle; say what was done as one line of JSON."""
        backup = json.loads(manifest.read_text(encoding="utf-8"))
        call_command("migrate", verbosity=0)
        if role:
            call_command("secure_database", role=role, stdout=StringIO())
        compared = self._compared(backup)
        size, taken = tree.size_here(), restored.taken_back()
        done = restored.settle_log()
        for row in Halt.objects.filter(until=None):
            raise CommandError(row.detail)
        about = {name: backup[name] for name in ("name", "taken_at", "lsn")}
        done |= restored.settle_rows(taken, numbers, about)
        shown = restored.since(size, SHOWN)
        told = {"compared": compared, "done": done, "since": shown, "state": state()}
        self.stdout.write(json.dumps(told))

    def _compared(self, backup: dict[str, Any]) -> bool:
        """Compare the state digest with the backup's; False where that is of another version."""
        last: dict[str, str] = {}
        for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
            last[app] = name
        if backup["state"] is None or last != backup["migrations"]:
            return False
        came, expected = state(), backup["state"]
        if came["parts"].keys() == expected["parts"].keys() and came != expected:
            parts = [
                name for name, part in came["parts"].items() if part != expected["parts"][name]
            ]
            raise CommandError(
                f"state-differs: expected the state digest {expected['digest']}, "
                f"came {came['digest']}, another in {', '.join(parts)}; take an older backup"
            )
        return True
