"""What was computed, frozen or decided as policy is never changed afterwards."""

from django.db import migrations

from backend.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("planning", "0002_floors_and_policies_are_loaded")]

    operations = [
        AppendOnly("planning_policy"),
        AppendOnly("planning_quota"),
        AppendOnly("planning_poolentry"),
    ]
