"""Give the application's role what it needs and no more; run by the owner after migrate."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction


class Command(BaseCommand):
    """`python -m backend secure_database --role xingjian_app`; twice is once."""

    help = "Grant the application's role its rights; take change rights on append-only tables."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the role."""
        parser.add_argument("--role", default="xingjian_app")

    @transaction.atomic
    def handle(self, *args: Any, role: str, **options: Any) -> None:
        """Grant and revoke."""
        quoted = connection.ops.quote_name(role)
        frozen = [m._meta.db_table for m in apps.get_models() if getattr(m, "append_only", False)]
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            if cursor.fetchone() is None:
                self.stdout.write(f"no role {role}: nothing to grant")
                return
            cursor.execute(f"GRANT USAGE ON SCHEMA public TO {quoted}")
            cursor.execute(
                f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {quoted}"
            )
            cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {quoted}")
            for table in frozen:
                cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {quoted}")
        self.stdout.write(f"{role}: rights granted, {len(frozen)} append-only tables")
