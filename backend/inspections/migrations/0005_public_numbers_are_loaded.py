"""Fill the public emergency numbers from the sheet beside this file (公开应急号码)."""

import csv
from pathlib import Path
from typing import Any

from django.db import migrations
from django.utils import timezone

SHEET = Path(__file__).with_name("public_numbers.csv")


def load(apps: Any, schema_editor: Any) -> None:
    contact = apps.get_model("inspections", "EmergencyContact")
    with SHEET.open(encoding="utf-8", newline="") as sheet:
        contact.objects.bulk_create(
            contact(**row, added_at=timezone.now()) for row in csv.DictReader(sheet)
        )


class Migration(migrations.Migration):
    dependencies = [("inspections", "0004_officers_prove_and_visits_may_fail")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
