"""A kind of duty never changes: a new rule is a new row."""

from django.db import migrations

from backend.core.append_only import AppendOnly


class Migration(migrations.Migration):
    """No row of the rules is changed or deleted."""

    dependencies = [("duties", "0001_initial")]
    operations = [AppendOnly("duties_dutykind")]
