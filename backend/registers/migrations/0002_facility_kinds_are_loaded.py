"""Loads the shipped list of facility kinds; an office adds its own rows later."""

import csv
from pathlib import Path
from typing import Any

from django.db import migrations

ROWS = Path(__file__).with_name("facility_kinds.csv")


def load(apps: Any, schema_editor: Any) -> None:
    """Write one row a kind; local names are separated by `;` in the file."""
    kinds = apps.get_model("registers", "FacilityKind")
    with ROWS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            values = row | {
                "local_names": [name for name in row["local_names"].split(";") if name],
                "valid_until": row["valid_until"] or None,
            }
            kinds.objects.update_or_create(code=values.pop("code"), defaults=values)


class Migration(migrations.Migration):
    """Data only."""

    dependencies = [("registers", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
