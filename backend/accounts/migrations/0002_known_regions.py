"""The regions this product was asked for (行政区划代码, GB/T 2260)."""

import csv
from pathlib import Path
from typing import Any

from django.db import migrations

ROWS = Path(__file__).parents[1] / "regions.csv"


def load(apps: Any, schema_editor: Any) -> None:
    """Add what is not there, parents first; change nothing that is."""
    region = apps.get_model("accounts", "Region")
    paths: dict[str, str] = {"": ""}
    with ROWS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            path = paths[row["code"]] = f"{paths[row['parent']]}{row['code']}/"
            region.objects.get_or_create(
                code=row["code"],
                defaults={
                    "name": row["name"],
                    "level": row["level"],
                    "parent_id": row["parent"] or None,
                    "path": path,
                },
            )


class Migration(migrations.Migration):
    """Load regions.csv."""

    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
