"""Enter the kinds of duties that ship with the house."""

from typing import Any

from django.db import migrations

from backend.duties import kind_files


def load(apps: Any, schema_editor: Any) -> None:
    kinds = apps.get_model("duties", "DutyKind").objects
    kinds.bulk_create(kinds.model(**told) for told in kind_files.rows())


class Migration(migrations.Migration):
    """Data only."""

    dependencies = [("duties", "0002_kinds_stay_as_they_are")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
