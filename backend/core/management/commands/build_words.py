"""Compile the English texts; Chinese is the text in the source."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """`python -m backend build_words`: every django.po into its django.mo, where it changed."""

    help = "Compile backend/*/locale/*/LC_MESSAGES/django.po without gettext's own programs."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile."""
        for folder in settings.LOCALE_PATHS:
            for source in sorted(Path(folder).glob("*/LC_MESSAGES/django.po")):
                self.stdout.write(compile_one(source))


def compile_one(source: Path) -> str:
    """Compile one file and say what came of it; raises CommandError for a broken one."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return f"{source}: unchanged"
    with source.open("rb") as file:
        words = read_po(file, abort_invalid=True)
    empty = [str(message.id) for message in words if message.id and not message.string]
    if empty:
        raise CommandError(f"{source}: without English: {', '.join(empty[:5])}")
    with target.open("wb") as file:
        write_mo(file, words)
    return f"{source}: {len(words)} texts"
