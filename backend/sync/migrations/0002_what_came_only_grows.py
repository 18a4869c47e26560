"""Batches, operations and receipts take new rows only."""

from django.db import migrations

from backend.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("sync", "0001_initial")]
    operations = [
        AppendOnly("sync_pushbatch"),
        AppendOnly("sync_operation"),
        AppendOnly("sync_receipt"),
    ]
