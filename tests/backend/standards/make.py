"""Checklist folders for tests, each a copy of a small sound one, and published versions."""

import shutil
from pathlib import Path

from django.conf import settings

from backend.standards.models import ChecklistVersion
from backend.standards.services import load_checklist, propose_checklist, publish_checklist
from tests.backend import make

STANDARD, VERSION = "gb-38600-2019", "2022.1"
SHIPPED = Path(__file__).parents[3] / "checklists"


def folder_in(place: Path, version: str = VERSION) -> Path:
    """Copy the shipped standard below a place, as another version where asked."""
    folder = place / STANDARD / version
    shutil.copytree(SHIPPED / STANDARD / VERSION, folder)
    head = folder / "standard.yaml"
    text = head.read_text(encoding="utf-8")
    head.write_text(text.replace(f'version: "{VERSION}"', f'version: "{version}"'), "utf-8")
    return folder


def draft(version: str = VERSION) -> ChecklistVersion:
    """Load a version as a registrar."""
    return load_checklist(standard=STANDARD, version=version, by=make.person("registrar"))


def published(version: str = VERSION) -> ChecklistVersion:
    """Load, propose and publish a version, by two people."""
    assert settings.CHECKLISTS
    found = draft(version)
    propose_checklist(checklist_id=found.pk, by=make.person("registrar"))
    return publish_checklist(checklist_id=found.pk, by=make.person("head"))
