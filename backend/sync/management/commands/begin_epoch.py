"""After a restore: let every tablet send its journal above its durable mark again."""

from typing import Any

from django.core.management.base import BaseCommand

from backend.sync.services.standing import begin_epoch


class Command(BaseCommand):
    """python -m backend begin_epoch"""

    help = __doc__

    def handle(self, *_: Any, **__: Any) -> None:
        """Begin it."""
        self.stdout.write(str(begin_epoch().id))
