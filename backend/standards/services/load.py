"""From a folder of checklists/ to a draft (载入检查标准)."""

from __future__ import annotations

from django.db import transaction

from backend.accounts.models import Person
from backend.standards.folder import checked, folder_of, texts
from backend.standards.models import ChecklistVersion
from backend.standards.services.drafts import keep_draft


@transaction.atomic
def load_checklist(*, standard: str, version: str, by: Person) -> ChecklistVersion:
    """Read a version from the checklists folder and keep it as a draft (载入检查标准).

    Loading the same files again changes nothing; changed files make a draft of it again.
    Raises ChecklistNotFound, ChecklistFaulty, and ChecklistFrozen when the version is published
    and its files differ.
    """
    folder = folder_of(standard, version)
    return keep_draft(checked(folder), texts(folder), origin=ChecklistVersion.Origin.FOLDER, by=by)
