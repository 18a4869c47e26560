"""A checklists folder of the test's own, so that files may be changed."""

from pathlib import Path
from typing import Any

import pytest

from tests.backend.standards.make import folder_in


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """Give the folder of one version; the settings point above it."""
    settings.CHECKLISTS = tmp_path
    return folder_in(tmp_path)
