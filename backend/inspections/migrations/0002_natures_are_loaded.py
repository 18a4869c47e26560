"""Fill the ten natures from the sheet beside this file (性质)."""

import csv
from pathlib import Path
from typing import Any

from django.db import migrations

SHEET = Path(__file__).with_name("natures.csv")
WORDS = {"code", "title_zh", "title_en", "lists", "source"}
NUMBERS = {"order", "needs_notice_days", "min_officers"}


def rows() -> list[dict[str, Any]]:
    """Read the sheet; 1 and 0 are yes and no."""
    with SHEET.open(encoding="utf-8", newline="") as sheet:
        return [
            {key: _cell(key, text) for key, text in row.items()} for row in csv.DictReader(sheet)
        ]


def _cell(key: str, text: str) -> Any:
    if key in WORDS:
        return text
    return int(text) if key in NUMBERS else text == "1"


def load(apps: Any, schema_editor: Any) -> None:
    nature = apps.get_model("inspections", "Nature")
    nature.objects.bulk_create(nature(**row) for row in rows())


class Migration(migrations.Migration):
    dependencies = [("inspections", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
