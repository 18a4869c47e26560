"""Looking for a part of a name asks an index, however many homes there are (查机构)."""

from django.db import migrations, models

FORWARD = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX site_name_parts ON registers_site USING gin (upper(name) gin_trgm_ops);
"""
BACK = "DROP INDEX site_name_parts;"


class Migration(migrations.Migration):
    """Adds the index of parts, and the one of the list's own order."""

    dependencies = [("registers", "0004_assessors_have_a_pool_and_years")]

    operations = [
        migrations.RunSQL(FORWARD, BACK),
        migrations.AddIndex(
            model_name="site",
            index=models.Index(fields=["name", "id"], name="site_by_name"),
        ),
    ]
