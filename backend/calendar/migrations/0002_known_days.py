"""The days off that are known: 2026 announced, 2027 as far as the law itself fixes them."""

import csv
from pathlib import Path
from typing import Any

from django.db import migrations

ROWS = Path(__file__).parents[1] / "days.csv"


def load(apps: Any, schema_editor: Any) -> None:
    """Add what is not there; change nothing that the office edited."""
    with ROWS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            apps.get_model("calendar", "Day").objects.get_or_create(
                date=row.pop("date"), defaults=row
            )
    year = apps.get_model("calendar", "Year")
    year.objects.get_or_create(year=2026, defaults={"source": "2026年节假日安排"})
    source = "全国年节及纪念日放假办法；调休安排未公布"
    year.objects.get_or_create(year=2027, defaults={"provisional": True, "source": source})


class Migration(migrations.Migration):
    """Load days.csv."""

    dependencies = [("calendar", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
