"""Forms of the register of officers and assessors (名录); the services judge what they hold."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.accounts.models import Person
from backend.registers.models import Interest, Officer, Site


class OfficerForm(forms.Form):
    """One certified person of one pool; person: a login name, skills: words between commas."""

    pool = forms.ChoiceField(choices=Officer.Pool.choices, label=gettext_lazy("名录"))
    name = forms.CharField(max_length=60, label=gettext_lazy("姓名"))
    department = forms.CharField(max_length=40, label=gettext_lazy("部门"))
    region = forms.CharField(max_length=12, label=gettext_lazy("区划"))
    certificate_number = forms.CharField(max_length=40, label=gettext_lazy("证件号码"))
    certificate_until = forms.DateField(label=gettext_lazy("证件有效期至"))
    person = forms.CharField(max_length=60, required=False, label=gettext_lazy("登录名"))
    skills = forms.CharField(max_length=400, required=False, label=gettext_lazy("专长"))

    def __init__(self, sent: Any, *, people: QuerySet[Person]) -> None:
        super().__init__(sent)
        self.people = people

    def clean_person(self) -> Person | None:
        """Find who logs in under that name."""
        username = self.cleaned_data["person"]
        person = self.people.filter(username=username).first() if username else None
        if username and person is None:
            raise forms.ValidationError(_("没有这个登录名，或者不在你的管辖范围"))
        return person

    def clean_skills(self) -> list[str]:
        """Part the words."""
        words = self.cleaned_data["skills"].replace("，", ",").replace("、", ",").split(",")
        found = [word.strip() for word in words if word.strip()]
        if len(found) > 20 or any(len(word) > 40 for word in found):
            raise forms.ValidationError(_("最多20项，每项40字以内"))
        return found


class InterestForm(forms.Form):
    """Why an officer keeps away, from which home; site: its full name or credit code."""

    reason = forms.ChoiceField(choices=Interest.Reason.choices, label=gettext_lazy("回避事由"))
    site = forms.CharField(max_length=120, label=gettext_lazy("机构"))
    whole = forms.BooleanField(required=False, label=gettext_lazy("全部场所"))
    valid_from = forms.DateField(required=False, label=gettext_lazy("起始日期"))
    valid_until = forms.DateField(required=False, label=gettext_lazy("截止日期"))

    def __init__(self, sent: Any, *, sites: QuerySet[Site]) -> None:
        super().__init__(sent)
        self.sites = sites

    def clean_site(self) -> Site:
        """Find the one home that is meant."""
        told = self.cleaned_data["site"]
        rows = self.sites.filter(Q(name=told) | Q(legal_person__uscc=told.upper())).order_by("pk")
        found = list(rows[:2])
        if not found:
            raise forms.ValidationError(_("没有这家机构，或者不在你的管辖范围；写全称或者代码"))
        if len(found) > 1 and not (self.data.get("whole") and _one_holder(rows)):
            raise forms.ValidationError(_("不止一个场所，请改写场所全称或者代码"))
        return found[0]

    def clean(self) -> dict[str, Any]:
        """A home without a holder has no other places."""
        data = super().clean() or self.cleaned_data
        site = data.get("site")
        if data.get("whole") and site and site.legal_person is None:
            self.add_error("whole", _("该场所没有登记法人"))
        return data


def _one_holder(sites: QuerySet[Site]) -> bool:
    return sites.order_by().values("legal_person").distinct().count() == 1


class YearForm(forms.Form):
    """An assessor's training and examination of a year."""

    year = forms.IntegerField(min_value=2000, max_value=2200, label=gettext_lazy("年度"))
    trained_on = forms.DateField(label=gettext_lazy("培训日期"))
    examined_on = forms.DateField(required=False, label=gettext_lazy("考试日期"))
    passed = forms.BooleanField(required=False, label=gettext_lazy("考试合格"))
