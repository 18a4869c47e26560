"""The public log only grows."""

from django.db import migrations

from backend.core.append_only import AppendOnly


class Migration(migrations.Migration):
    """Refuse change on entries, places, hashes and checkpoints."""

    dependencies = [("translog", "0001_initial")]

    operations = [
        AppendOnly("translog_leaf"),
        AppendOnly("translog_place"),
        AppendOnly("translog_node"),
        AppendOnly("translog_checkpoint"),
    ]
