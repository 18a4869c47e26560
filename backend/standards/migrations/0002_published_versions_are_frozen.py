"""A published checklist version is neither changed nor deleted, whoever tries."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION refuse_published_checklist() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'checklist % % is published and frozen', OLD.standard, OLD.version
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER checklist_published_stays BEFORE UPDATE OR DELETE ON standards_checklistversion
  FOR EACH ROW WHEN (OLD.state = 'published') EXECUTE FUNCTION refuse_published_checklist();
CREATE FUNCTION refuse_checklist_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'checklists are never emptied' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER checklist_table_stays BEFORE TRUNCATE ON standards_checklistversion
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_checklist_truncate();
"""
THAW = """
DROP TRIGGER checklist_published_stays ON standards_checklistversion;
DROP TRIGGER checklist_table_stays ON standards_checklistversion;
DROP FUNCTION refuse_published_checklist();
DROP FUNCTION refuse_checklist_truncate();
"""


class Migration(migrations.Migration):
    """Triggers only."""

    dependencies = [("standards", "0001_initial")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
