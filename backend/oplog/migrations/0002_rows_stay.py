"""The operation log only grows."""

from django.db import migrations

from backend.core.append_only import AppendOnly


class Migration(migrations.Migration):
    """Refuse change on the log and on its chain."""

    dependencies = [("oplog", "0001_initial")]

    operations = [AppendOnly("oplog_event"), AppendOnly("oplog_link")]
