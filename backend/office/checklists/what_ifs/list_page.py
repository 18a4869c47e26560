"""Trials of a version (试算): ask for one, find those there are."""

from __future__ import annotations

from typing import Any

from backend.inspections.selectors import what_ifs_of
from backend.look.page import person_of
from backend.look.paging import part
from backend.office.checklists.page import VersionPage
from backend.office.checklists.permissions import ROWS, SEES_TRIALS
from backend.office.checklists.what_ifs.asking import AskForm
from backend.office.checklists.what_ifs.lines import TrialLine


class WhatIfsPage(VersionPage):
    """/office/checklists/{standard}/{version}/what-if: ask for a trial, find those there are."""

    template_name = "office/checklists/what_ifs/list.html"
    tab = "try"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List the newest first."""
        told = super().get_context_data(**kwargs)
        person = person_of(self.request)
        rows = what_ifs_of(person, *SEES_TRIALS).filter(after=told["row"])
        found = part(self.request, rows, ordering=("-pk",), size=20)
        asks = ROWS["office-ask-what-if"].allows(person)
        if asks and "form" not in told:
            told["form"] = AskForm(None, person=person, after=told["row"])
        return told | {"asks": asks, "lines": [TrialLine(one) for one in found.rows], "part": found}
