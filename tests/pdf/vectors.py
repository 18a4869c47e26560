"""The vectors that server and tablet share."""

import json
from pathlib import Path
from typing import Any

import pytest

TEMPLATES = Path(__file__).parents[2] / "pdf_templates"
VECTORS: dict[str, Any] = json.loads((TEMPLATES / "vectors.json").read_bytes())


def cases(name: str) -> list[Any]:
    """Give one parameter a case, named by its sentence."""
    return [pytest.param(row, id=row["case"]) for row in VECTORS[name]]
