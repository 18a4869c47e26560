"""Say in one digest what the database holds, so that two can be compared."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.config.state import state


class Command(BaseCommand):
    """python -m backend state_digest [--log-size N] [--snapshot ID] [--json]"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the log's size to compare at."""
        parser.add_argument("--log-size", type=int, help="see the log as it was at this size")
        parser.add_argument("--snapshot", default="", help="of a transaction that exported it")
        parser.add_argument("--json", action="store_true", help="one line of JSON")

    def handle(self, *_: Any, log_size: int | None = None, **told: Any) -> None:
        """Say it."""
        try:
            found = state(log_size, told["snapshot"])
        except LookupError as fault:
            raise CommandError(str(fault)) from fault
        if told["json"]:
            self.stdout.write(json.dumps(found))
            return
        for name, part in found["parts"].items():
            count = part.get("rows", part.get("size"))
            self.stdout.write(f"{name:<13}{count:>10}  {part.get('digest', part.get('root'))}")
        self.stdout.write(f"state digest {found['digest']}")
