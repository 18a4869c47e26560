"""The authorities that issue papers, from data/agencies.csv."""

import csv
from pathlib import Path
from typing import Any

from django.db import migrations

LIST = Path(__file__).parents[1] / "data" / "agencies.csv"


def load(apps: Any, schema_editor: Any) -> None:
    agency = apps.get_model("papers", "Agency")
    with LIST.open(encoding="utf-8", newline="") as rows:
        agency.objects.bulk_create(agency(**row) for row in csv.DictReader(rows))


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
