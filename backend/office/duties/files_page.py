"""Signed files of the ledger (一院一档, 履职台账): asked for, made, fetched."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.accounts.models import Person, Region
from backend.accounts.selectors import regions_of, scope
from backend.core import clock
from backend.core.refusals import Refusal
from backend.duties import selectors, services
from backend.look.page import Page, person_of
from backend.office.acts import Act
from backend.office.duties.permissions import KEEPERS
from backend.office.reach import found
from backend.registers.models import Site

SHOWN = 30  # files on the page
NAMED = 10  # homes whose name fits, said


class FileForm(forms.Form):
    """Of what, from when until when; without a home it is the office's.

    site: the home where its own page asks; there no name has to be told apart.
    """

    site = forms.UUIDField(required=False)
    region = forms.CharField(max_length=12, label=gettext_lazy("区划"))
    name = forms.CharField(max_length=120, required=False, label=gettext_lazy("机构名称"))
    from_on = forms.DateField(label=gettext_lazy("期间开始"))
    until_on = forms.DateField(label=gettext_lazy("期间截止"))


class FilesPage(Page):
    """/office/duties/files: signed files and how far each is; a form asks for one."""

    here = "duties"
    template_name = "office/duties/files.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List the newest."""
        person = person_of(self.request)
        today = clock.today()
        rows = list(selectors.files_visible_to(person).order_by("-pk")[:SHOWN])
        lines = [(row, selectors.file_line(row)) for row in rows]
        return super().get_context_data(
            lines=lines,
            waiting=any(told["state"] in WAITING for _row, told in lines),
            offered=regions_of(person, *KEEPERS),
            today=today,
            three_years=date(today.year - 3, today.month, min(today.day, 28)),
            **kwargs,
        )


WAITING = ("waiting", "making", "requested", "rendered")
NOT_ONE = gettext_lazy("没有唯一符合的机构")


class AskFile(Act, FilesPage):
    """POST /office/duties/files/ask (制作一院一档或者履职台账)."""

    verb = "ask"
    form_class = FileForm

    def act(self, data: dict[str, Any]) -> str:
        """Ask for it."""
        region = self.named_region(data["region"])
        site = _home(self.person, region, data["name"].strip(), data["site"])
        services.ask_for_file(
            region=site.region if site else region,
            site=site,
            from_on=data["from_on"],
            until_on=data["until_on"],
            by=self.person,
        )
        return _("已开始在后台制作，稍后刷新本页查看。")

    def after(self) -> str:
        """Go back to the files."""
        return reverse("office-duty-files")


def _home(person: Person, region: Region, name: str, site: UUID | None) -> Site | None:
    """Find the one home a name means; none where no name was given.

    Raises Missing for a home that is not his.
    """
    rows = Site.objects.filter(scope(person, *KEEPERS), region__path__startswith=region.path)
    if site:
        return found(rows.select_related("region"), site, "没有这家机构，或者不在你的管辖范围")
    if not name:
        return None
    fits = rows.filter(name__icontains=name).select_related("region").order_by("name")[:NAMED]
    exact = [one for one in fits if one.name == name] or list(fits)
    if len(exact) == 1:
        return exact[0]
    names = "、".join(one.name for one in exact) or _("没有")
    raise Refusal(str(NOT_ONE), expected=_("一家机构的名称"), came=names, do=_("写出全称"))
