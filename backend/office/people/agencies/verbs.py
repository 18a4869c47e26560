"""What the office does with its issuing agencies (发文机关): adds and changes them."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.accounts.models import Region
from backend.office.acts import Act
from backend.office.people.agencies.page import AgencyPage, district
from backend.papers import services


class AgencyForm(forms.Form):
    """What papers say of the authority; the service judges the mark."""

    department = forms.CharField(max_length=20, label=gettext_lazy("部门"))
    mark = forms.CharField(max_length=20, label=gettext_lazy("机关代字"))
    name = forms.CharField(max_length=80, label=gettext_lazy("机关名称"))
    review_body = forms.CharField(max_length=80, label=gettext_lazy("行政复议机关"))
    address = forms.CharField(max_length=120, label=gettext_lazy("地址"))
    contact = forms.CharField(max_length=80, label=gettext_lazy("联系方式"))
    supervision_phone = forms.CharField(max_length=60, label=gettext_lazy("执法监督电话"))
    source = forms.CharField(max_length=200, label=gettext_lazy("依据和来源"))


class KeepAgency(Act, AgencyPage):
    """POST …/keep (录入或者修改发文机关)."""

    verb = "keep"
    form_class = AgencyForm

    @cached_property
    def district(self) -> Region:
        """Find the district; raises Missing when he may not see it."""
        return district(self.person, self.kwargs["region"])

    def region(self) -> Region:
        """Give whose agency it is."""
        return self.district

    def act(self, data: dict[str, Any]) -> str:
        """Keep it."""
        row = services.keep_agency(region=self.district, actor=self.actor, **data)
        told = _("已保存“%(name)s”，机关代字 %(mark)s。")
        return told % {"name": row.name, "mark": row.mark}

    def after(self) -> str:
        """Go back to the district."""
        return reverse("office-agency", args=[self.district.pk])
