"""Iterations only grow; a draw is never deleted and what was announced never changes."""

from django.db import migrations

from backend.core.append_only import AppendOnly

FREEZE = """
CREATE FUNCTION draws_draw_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a draw is never deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.pool, NEW.pool_digest, NEW.public_before_digest, NEW.title, NEW.region_id, NEW.origin,
      NEW.immediate, NEW.shown_before, NEW.n, NEW.secret_key, NEW.secret_sealed,
      NEW.announced_at, NEW.announced_by_id, NEW.randomness_on, NEW.replaces_id)
     IS DISTINCT FROM
     (OLD.pool, OLD.pool_digest, OLD.public_before_digest, OLD.title, OLD.region_id, OLD.origin,
      OLD.immediate, OLD.shown_before, OLD.n, OLD.secret_key, OLD.secret_sealed,
      OLD.announced_at, OLD.announced_by_id, OLD.randomness_on, OLD.replaces_id) THEN
    RAISE EXCEPTION 'what was announced is frozen' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state <> OLD.state AND NOT (
       (OLD.state = 'announced' AND NEW.state IN ('drawn', 'voided', 'aborted'))
       OR (OLD.state = 'drawn' AND NEW.state IN ('finished', 'voided'))
       OR (OLD.state = 'finished' AND NEW.state = 'voided')) THEN
    RAISE EXCEPTION 'a draw does not go from % to %', OLD.state, NEW.state
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER draws_draw_frozen BEFORE UPDATE OR DELETE ON draws_draw
  FOR EACH ROW EXECUTE FUNCTION draws_draw_guard();
CREATE TRIGGER draws_draw_table_stays BEFORE TRUNCATE ON draws_draw
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
THAW = """
DROP TRIGGER draws_draw_table_stays ON draws_draw;
DROP TRIGGER draws_draw_frozen ON draws_draw;
DROP FUNCTION draws_draw_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("draws", "0001_initial")]

    operations = [
        AppendOnly("draws_drawiteration"),
        migrations.RunSQL(FREEZE, THAW),
    ]
