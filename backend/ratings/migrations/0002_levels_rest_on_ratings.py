"""The database itself lets no level rest on an inspection, and keeps what was said."""

from django.db import migrations

from backend.core.append_only import AppendOnly

# With the check nature = 'rating' the pair (visit, nature) can only be a rating visit's;
# without ON UPDATE a visit that is somebody's assessment cannot change its nature either.
COMPOSITE = """
ALTER TABLE ratings_assessment ADD CONSTRAINT assessment_visit_has_that_nature
  FOREIGN KEY (visit_id, nature) REFERENCES inspections_visit (id, nature_id)
"""

# A level keeps what it is; only how it stands may move.
MOVING_ON_LEVEL = "'state', 'version', 'number', 'entry_id'"
FREEZE_LEVEL = f"""
CREATE FUNCTION ratings_level_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (to_jsonb(NEW) - TG_ARGV) <> (to_jsonb(OLD) - TG_ARGV) THEN
    RAISE EXCEPTION 'level % stays as it was given', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER level_stays BEFORE UPDATE OR DELETE ON ratings_level
  FOR EACH ROW EXECUTE FUNCTION ratings_level_stays({MOVING_ON_LEVEL});
"""
FREE_LEVEL = """
DROP TRIGGER level_stays ON ratings_level;
DROP FUNCTION ratings_level_stays();
"""


class Migration(migrations.Migration):
    """Constraints and triggers only."""

    dependencies = [("ratings", "0001_initial")]
    operations = [
        migrations.RunSQL(
            COMPOSITE,
            "ALTER TABLE ratings_assessment DROP CONSTRAINT assessment_visit_has_that_nature",
        ),
        migrations.RunSQL(FREEZE_LEVEL, FREE_LEVEL),
        AppendOnly("ratings_ratingpolicy"),
        AppendOnly("ratings_score"),
        AppendOnly("ratings_vote"),
        AppendOnly("ratings_levelchange"),
    ]
