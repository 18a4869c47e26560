"""Enter the policy that ships with the house; provinces and cities add their own."""

from pathlib import Path
from typing import Any

import yaml
from django.db import migrations

from backend.core.canonical import digest

DEFAULT = Path(__file__).parents[1] / "policies" / "default.yaml"


def load(apps: Any, schema_editor: Any) -> None:
    document = yaml.safe_load(DEFAULT.read_text(encoding="utf-8"))
    apps.get_model("ratings", "RatingPolicy").objects.create(
        region=None,
        valid_from="2020-01-01",
        document=document,
        digest=digest(document),
        source="民发〔2019〕137号（全国框架，多数期限由省级规定）；各项来源见内容",
    )


class Migration(migrations.Migration):
    """Data only."""

    dependencies = [("ratings", "0002_levels_rest_on_ratings")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
