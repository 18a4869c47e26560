"""From the lock on, the database itself keeps a visit's record as it is (锁定)."""

from django.db import migrations

from backend.core.append_only import AppendOnly

# Rows of these tables hang on a visit by visit_id; the columns named may still move.
FROZEN = {
    "attestation": (),
    "reconciliation": (),
    "factvalue": (),
    "sampledraw": (),
    "evidence": ("thumb_key", "perceptual_hash"),
    "waiver": (),
    "finding": (),
    "renderedtext": (),
    "signature": (),
    "lockrequest": (),
    "visitofficer": (),
    "visithelper": (),
}
MOVING_ON_VISIT = (
    "state",
    "version",
    "papers_done_at",
    "scan_filing",
    "scan_filed_at",
    "conclusion",
    "concluded_at",
)

# FOR KEY SHARE waits for a lock in progress (FOR UPDATE) and then reads its outcome.
FUNCTIONS = """
CREATE FUNCTION inspections_stay_after_lock() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE locked timestamptz;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (to_jsonb(NEW) - TG_ARGV) = (to_jsonb(OLD) - TG_ARGV) THEN RETURN NEW; END IF;
  END IF;
  SELECT locked_at INTO locked FROM inspections_visit
    WHERE id = COALESCE(NEW.visit_id, OLD.visit_id) FOR KEY SHARE;
  IF locked IS NOT NULL THEN
    RAISE EXCEPTION 'visit % is locked: % stays as it is', COALESCE(NEW.visit_id, OLD.visit_id),
      TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION inspections_visit_stays_after_lock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (to_jsonb(NEW) - TG_ARGV) <> (to_jsonb(OLD) - TG_ARGV) THEN
    RAISE EXCEPTION 'visit % is locked: it stays as it is', OLD.id
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.conclusion IS NOT NULL AND (NEW.conclusion, NEW.concluded_at)
     IS DISTINCT FROM (OLD.conclusion, OLD.concluded_at) THEN
    RAISE EXCEPTION 'visit % is concluded: its conclusion stays', OLD.id
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state NOT IN ('locked', 'concluded') THEN
    RAISE EXCEPTION 'visit % is locked: it never opens again', OLD.id
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
"""
DROP_FUNCTIONS = """
DROP FUNCTION inspections_stay_after_lock();
DROP FUNCTION inspections_visit_stays_after_lock();
"""


def _words(columns: tuple[str, ...]) -> str:
    return ", ".join(f"'{name}'" for name in columns)


def freeze_rows(table: str, moving: tuple[str, ...]) -> migrations.RunSQL:
    """Refuse changes to the rows of a locked visit, but for the columns named."""
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_stays_after_lock BEFORE INSERT OR UPDATE OR DELETE"
        f" ON inspections_{table} FOR EACH ROW"
        f" EXECUTE FUNCTION inspections_stay_after_lock({_words(moving)});",
        f"DROP TRIGGER {table}_stays_after_lock ON inspections_{table};",
    )


class Migration(migrations.Migration):
    dependencies = [("inspections", "0002_natures_are_loaded")]
    operations = [
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        *(freeze_rows(table, moving) for table, moving in FROZEN.items()),
        migrations.RunSQL(
            "CREATE TRIGGER visit_stays_after_lock BEFORE UPDATE OR DELETE ON inspections_visit"
            " FOR EACH ROW WHEN (OLD.locked_at IS NOT NULL)"
            f" EXECUTE FUNCTION inspections_visit_stays_after_lock({_words(MOVING_ON_VISIT)});",
            "DROP TRIGGER visit_stays_after_lock ON inspections_visit;",
        ),
        AppendOnly("inspections_approval"),
        AppendOnly("inspections_amendment"),
        AppendOnly("inspections_defect"),
        AppendOnly("inspections_lead"),
        AppendOnly("inspections_feedentry"),
    ]
