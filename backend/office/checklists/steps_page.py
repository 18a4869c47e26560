"""The way of a version to publication (发布): who did what, what freezes, what changes."""

from __future__ import annotations

from typing import Any

from backend.core import clock
from backend.look.page import person_of
from backend.office.checklists.page import VersionPage
from backend.office.checklists.permissions import ROWS
from backend.standards import selectors


class StepsPage(VersionPage):
    """/office/checklists/{standard}/{version}/steps."""

    template_name = "office/checklists/steps.html"
    tab = "steps"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say where it stands, and what publishing does."""
        told = super().get_context_data(**kwargs)
        row, person = told["row"], person_of(self.request)
        before = selectors.compared_with(row, clock.today())
        change = selectors.differences(before.digest, row.digest) if before else None
        return told | {
            "reading": selectors.reading_of(row.digest),
            "before": before,
            "change": change,
            "proposes": ROWS["office-propose-checklist"].allows(person),
            "publishes": ROWS["office-publish-checklist"].allows(person),
            "same_person": row.proposed_by_id == person.pk,
        }
