"""Answers, their files, extensions and re-checks are only ever added."""

from django.db import migrations

from backend.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("rectifications", "0001_initial")]
    operations = [
        AppendOnly("rectifications_answer"),
        AppendOnly("rectifications_answerfile"),
        AppendOnly("rectifications_extension"),
        AppendOnly("rectifications_recheck"),
    ]
