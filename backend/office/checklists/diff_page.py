"""Two versions side by side, clause by clause (版本比对)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backend.core.refusals import Missing
from backend.look.page import Page, person_of
from backend.office.checklists.differences import STATES, parts_of, rows_of, summary_of
from backend.standards import selectors
from backend.standards.models import ChecklistVersion

SHOWN = [("", _("有变化的")), *((state, STATES[state][0]) for state in STATES), ("all", _("全部"))]


class DiffForm(forms.Form):
    """Which two versions, and which of their entries."""

    old = forms.ChoiceField(label=_("原版本"))
    new = forms.ChoiceField(label=_("新版本"))
    state = forms.ChoiceField(label=_("显示"), required=False, choices=SHOWN)

    def __init__(self, asked: Any, *, versions: list[ChecklistVersion]) -> None:
        super().__init__(asked, auto_id="filter-%s")
        offered = [(one.digest, f"{one.standard} {one.version}") for one in versions]
        for name in ("old", "new"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered


class DiffPage(Page):
    """/office/checklists/diff?old=&new=&state=: digests, or standard/version."""

    here = "checklists"
    template_name = "office/checklists/diff.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Compare; raises Missing for a version that is not yours to read."""
        versions = list(
            selectors.visible_to(person_of(self.request)).order_by("standard", "-in_force_from")
        )
        old, new = (_digest(versions, self.request.GET.get(name, "")) for name in ("old", "new"))
        chosen = {"old": old, "new": new, "state": self.request.GET.get("state", "")}
        asked = chosen if self.request.GET else None  # opened to choose: nothing is wrong yet
        form = DiffForm(asked, versions=versions)
        told = super().get_context_data(form=form, versions=versions, **kwargs)
        if not (old and new) or not form.is_valid():
            return told
        change = selectors.differences(old, new)
        by_digest = {one.digest: one for one in versions}
        return told | {
            "old": by_digest[old],
            "new": by_digest[new],
            "different": change["different"],
            "summary": summary_of(change),
            "standard": rows_of(change["standard"]),
            "parts": parts_of(change, form.cleaned_data["state"]),
        }


def _digest(versions: list[ChecklistVersion], told: str) -> str:
    """Read a version of the address: its digest, or standard/version; empty for neither."""
    known = {one.digest for one in versions}
    if not told or told in known:
        return told
    named = {f"{one.standard}/{one.version}": one.digest for one in versions}
    if told not in named:
        raise Missing("没有这一版检查标准，或者尚未发布", came=told)
    return named[told]
