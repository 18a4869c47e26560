"""Tables that only grow: a trigger refuses change, and the application's role may not even try."""

from typing import Any

from django.db.migrations.operations import RunSQL

_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""


class AppendOnly(RunSQL):
    """Migration step: refuse UPDATE, DELETE and TRUNCATE on a table from now on.

    The model says ``append_only = True``, so that `python -m backend secure_database`
    takes those rights from the application's role too.
    """

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(
            f"""{_FUNCTION}
            CREATE TRIGGER {table}_rows_stay BEFORE UPDATE OR DELETE ON {table}
              FOR EACH ROW EXECUTE FUNCTION refuse_change();
            CREATE TRIGGER {table}_table_stays BEFORE TRUNCATE ON {table}
              FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();""",
            f"""DROP TRIGGER {table}_rows_stay ON {table};
            DROP TRIGGER {table}_table_stays ON {table};""",
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Name it in a migration file."""
        return (self.__class__.__qualname__, [self.table], {})
