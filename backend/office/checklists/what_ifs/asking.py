"""The form that asks for a trial (试算): version before, region, kinds, period."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person
from backend.accounts.selectors import regions_of
from backend.inspections.models import WhatIf, WhatIfRow
from backend.inspections.selectors import bases_for
from backend.look.templatetags.look import named
from backend.office.checklists.permissions import TRIES
from backend.registers.models import FacilityKind
from backend.standards.models import ChecklistVersion

State, Moved = WhatIf.State, WhatIfRow.Moved


class AskForm(forms.Form):
    """Which version before, which region, kinds and period."""

    before = forms.ChoiceField(label=_("原版本"))
    region = forms.ChoiceField(label=_("区划（含下级）"))
    kinds = forms.MultipleChoiceField(
        label=_("机构类型"), required=False, widget=forms.CheckboxSelectMultiple
    )
    since = forms.DateField(
        label=_("锁定日期自"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("锁定日期至"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, asked: Any, *, person: Person, after: ChecklistVersion) -> None:
        super().__init__(asked, auto_id="ask-%s")
        self.bases = bases_for(person, after, *TRIES)
        self.regions = {one.code: one for one in regions_of(person, *TRIES)}
        self._offer(
            "before", [(str(one.row.pk), _basis(one.row, one.visits)) for one in self.bases]
        )
        self._offer("region", [(code, one.name) for code, one in self.regions.items()])
        self._offer(
            "kinds", [(one.code, named(one)) for one in FacilityKind.objects.order_by("code")]
        )

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def told(self) -> dict[str, Any]:
        """Give what the service asks for."""
        told = self.cleaned_data
        before = next(one.row for one in self.bases if str(one.row.pk) == told["before"])
        return {**told, "before": before, "region": self.regions[told["region"]]}


def _basis(row: ChecklistVersion, visits: int) -> str:
    parts = {"name": named(row), "version": row.version, "n": visits}
    return gettext("%(name)s %(version)s（%(n)s 次检查）") % parts
