"""What the register once said stays."""

from django.db import migrations

from backend.core.append_only import AppendOnly


class Migration(migrations.Migration):
    """Triggers only."""

    dependencies = [("registers", "0002_facility_kinds_are_loaded")]
    operations = [AppendOnly("registers_siterevision")]
