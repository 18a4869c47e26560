"""An entry is corrected by a further entry, never changed."""

from django.db import migrations

from backend.core.append_only import AppendOnly


class Migration(migrations.Migration):
    """Triggers only."""

    dependencies = [("credit", "0001_initial")]
    operations = [AppendOnly("credit_entry")]
