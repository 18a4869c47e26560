"""The credit file of the home itself (信用档案)."""

from __future__ import annotations

from typing import Any

from backend.credit.selectors import entries_of
from backend.look.paging import part
from backend.portal.entries import entry_lines
from backend.portal.views.page import HomePage

SIZE = 30


class CreditFile(HomePage):
    """/portal/homes/{id}/credit?cursor=."""

    here = "credit"
    template_name = "portal/credit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List a page, newest first."""
        found = part(
            self.request, entries_of(self.home), ordering=("-valid_from", "-pk"), size=SIZE
        )
        return super().get_context_data(part=found, lines=entry_lines(found.rows), **kwargs)
