"""Imports and foreign keys point downwards only."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Field

ROOT = Path(__file__).parents[2]
LAYERS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][
    0
]["layers"]
RANK = {name.strip(" ()"): depth for depth, line in enumerate(LAYERS) for name in line.split("|")}


def relations() -> list[Any]:
    """List every relation between two of our own apps."""
    found = []
    for model in apps.get_models():
        home = model._meta.app_label
        for field in model._meta.get_fields():
            if not isinstance(field, Field) or field.related_model is None:
                continue
            target = field.related_model._meta.app_label
            if home in RANK and target in RANK and home != target:
                found.append(pytest.param(home, target, id=f"{home}.{model.__name__}.{field.name}"))
    return found


def test_imports_keep_the_layer_rule() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "importlinter.cli", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize(("home", "target"), relations())
def test_a_foreign_key_points_downwards(home: str, target: str) -> None:
    assert RANK[home] < RANK[target]


def test_every_app_has_its_place() -> None:
    assert {a.label for a in apps.get_app_configs() if a.name.startswith("backend.")} - {
        "house"
    } <= set(RANK)
