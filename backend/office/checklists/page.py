"""A checklist version to be read, and its worked cases one by one (检查标准阅读)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backend.core import clock
from backend.core.refusals import Missing
from backend.look.page import Page, person_of
from backend.office.checklists.lines import version_line
from backend.office.filters import ALL
from backend.standards import selectors
from backend.standards.models import ChecklistVersion

MARKS = [
    ALL,
    ("veto", _("否决项")),
    ("major_hazard", _("重大事故隐患项")),
    ("base", _("基本要求项")),
    ("risk", _("服务安全风险项")),
    ("resident_visible", _("老年人看得见")),
    ("both", _("两人分别认定")),
    ("provisional", _("暂定内容")),
]


class ItemFilter(forms.Form):
    """A word in the items, a mark they bear."""

    q = forms.CharField(label=_("查找项目"), max_length=60, required=False)
    bears = forms.ChoiceField(label=_("标记"), required=False, choices=MARKS)


class VersionPage(Page):
    """What the pages of one version share; one that is not yours to read is not there."""

    here = "checklists"
    tab = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Find the version; raises Missing."""
        row = self.version()
        line = version_line(row, clock.today())
        return super().get_context_data(row=row, line=line, tab=self.tab, **kwargs)

    def version(self) -> ChecklistVersion:
        """Find it by the address."""
        named = (self.kwargs["standard"], self.kwargs["version"])
        return selectors.one_of(person_of(self.request), *named)


class ChecklistPage(VersionPage):
    """/office/checklists/{standard}/{version}?q=&bears=."""

    template_name = "office/checklists/page.html"
    tab = "read"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Put it into words."""
        told = super().get_context_data(**kwargs)
        row = told["row"]
        reading = selectors.reading_of(row.digest)
        wanted = ItemFilter(self.request.GET, auto_id="filter-%s")
        wanted.is_valid()
        word, mark = (wanted.cleaned_data.get(name, "").strip() for name in ("q", "bears"))
        chapters = reading.narrowed(word, mark)
        return told | {
            "reading": reading,
            "filter": wanted,
            "narrow": bool(word or mark),
            "chapters": chapters,
            "count": sum(len(one.items) for one in chapters),
            "cases": reading.cases(selectors.cases_of(row.digest)),
        }


class CasePage(VersionPage):
    """/office/checklists/{standard}/{version}/cases/{number}: one worked case explained."""

    template_name = "office/checklists/case.html"
    tab = "read"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Grade the case; raises Missing."""
        told = super().get_context_data(**kwargs)
        row, number = told["row"], self.kwargs["number"]
        cases = selectors.reading_of(row.digest).cases(selectors.cases_of(row.digest))
        if not 1 <= number <= len(cases) or not cases[number - 1].whole:
            raise Missing("没有这个算例")
        explained = selectors.explained_case(row.digest, number)
        return told | {"case": cases[number - 1], "explained": explained}
