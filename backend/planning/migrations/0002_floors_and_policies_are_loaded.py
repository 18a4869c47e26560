"""Enter the floors and policies that ship with the house, each with its source."""

import csv
import json
from pathlib import Path
from typing import Any

from django.db import migrations

from backend.core.canonical import digest

HERE = Path(__file__).parent


def load_floors(apps: Any, schema_editor: Any) -> None:
    known = set(apps.get_model("accounts", "Region").objects.values_list("pk", flat=True))
    floor = apps.get_model("planning", "Floor")
    with (HERE / "floors.csv").open(encoding="utf-8", newline="") as sheet:
        rows = [row for row in csv.DictReader(sheet) if not row["region"] or row["region"] in known]
    floor.objects.bulk_create(
        floor(
            region_id=row["region"] or None,
            valid_until=row["valid_until"] or None,
            **{k: v for k, v in row.items() if k not in ("region", "valid_until")},
        )
        for row in rows
    )


def load_policies(apps: Any, schema_editor: Any) -> None:
    policy = apps.get_model("planning", "Policy")
    rows = json.loads((HERE / "policies.json").read_text(encoding="utf-8"))
    policy.objects.bulk_create(policy(**row, digest=digest(row["document"])) for row in rows)


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_initial"), ("accounts", "0002_known_regions")]

    operations = [
        migrations.RunPython(load_floors, migrations.RunPython.noop),
        migrations.RunPython(load_policies, migrations.RunPython.noop),
    ]
