"""The published yearly caps (年度检查频次上限), and publishing one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.accounts.models import Region
from backend.accounts.selectors import regions_of
from backend.core import clock
from backend.core.refusals import Refusal
from backend.inspections.models import Cap, Nature
from backend.inspections.refusals import CapPublished
from backend.inspections.services.publish_cap import publish_cap
from backend.look.page import Page, person_of
from backend.look.paging import part
from backend.office.acts import Act
from backend.office.plans.limits import DEPARTMENT
from backend.office.plans.permissions import CAPS
from backend.planning import selectors


class CapForm(forms.Form):
    """How often one home may be entered in a year, by which document."""

    region = forms.CharField(max_length=12, label=gettext_lazy("区划"))
    department = forms.CharField(max_length=40, label=gettext_lazy("部门"))
    year = forms.IntegerField(min_value=2020, max_value=2100, label=gettext_lazy("年度"))
    visits = forms.IntegerField(
        min_value=1, max_value=366, label=gettext_lazy("每家每年至多（次）")
    )
    source = forms.CharField(max_length=300, label=gettext_lazy("公布的文件"))


class CapsPage(Page):
    """/office/plans/caps?cursor=: the caps of the reader's regions, and those above that hold."""

    here = "plans"
    template_name = "office/plans/caps.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List a page, the newest year first."""
        person = person_of(self.request)
        rows = selectors.caps_visible_to(person)
        return super().get_context_data(
            tab="caps",
            part=part(self.request, rows, ordering=("-year", "-pk")),
            regions=list(regions_of(person, *CAPS)),
            counted=list(Nature.objects.filter(counts_against_cap=True)),
            names={one.pk: one for one in Nature.objects.all()},
            department=DEPARTMENT,
            year=clock.today().year,
            **kwargs,
        )


class PublishCap(Act, CapsPage):
    """POST /office/plans/caps/publish (公布年度检查频次上限)."""

    verb = "cap"
    form_class = CapForm
    sure = True
    where: Region

    def act(self, data: dict[str, Any]) -> str:
        """Publish it, as the head of the region."""
        self.where = self.named_region(data.pop("region"))
        publish_cap(region=self.where, actor=self.actor, **data)
        return _("上限已公布，本年度不再更改。")

    def done_before(self, no: Refusal) -> bool:
        """Say whether the very same cap stands already."""
        if no.code != CapPublished.code:
            return False
        names = ("department", "year", "visits", "source")
        same = {name: self.sent.cleaned_data[name] for name in names}
        return Cap.objects.filter(region=self.where, **same).exists()

    def after(self) -> str:
        """Go back to the caps."""
        return reverse("office-caps")
