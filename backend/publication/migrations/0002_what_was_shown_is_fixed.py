"""Once shown, what the public saw and its digest stay; nothing shown becomes due again."""

from django.db import migrations

from backend.core.append_only import AppendOnly

FIX = """
CREATE FUNCTION refuse_shown_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.payload IS DISTINCT FROM OLD.payload
     OR NEW.payload_digest <> OLD.payload_digest OR NEW.state = 'due'
     OR NEW.published_at IS DISTINCT FROM OLD.published_at
     OR (NEW.kind, NEW.subject_type, NEW.subject_id)
        IS DISTINCT FROM (OLD.kind, OLD.subject_type, OLD.subject_id) THEN
    RAISE EXCEPTION 'publication % was shown and is fixed', OLD.id
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER publication_shown_stays BEFORE UPDATE OR DELETE ON publication_publication
  FOR EACH ROW WHEN (OLD.state <> 'due') EXECUTE FUNCTION refuse_shown_change();
"""
LOOSEN = """
DROP TRIGGER publication_shown_stays ON publication_publication;
DROP FUNCTION refuse_shown_change();
"""


class Migration(migrations.Migration):
    """Triggers only."""

    dependencies = [("publication", "0001_initial")]
    operations = [migrations.RunSQL(FIX, LOOSEN), AppendOnly("publication_correctionstate")]
