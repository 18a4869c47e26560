"""What a person does with the ledger: excuses, notes done, asks for a signed file (履职台账)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.accounts.models import Person, Region
from backend.accounts.selectors import holds_any, regions_of, scope
from backend.core import clock
from backend.core.refusals import Forbidden, Missing, Refusal
from backend.duties import selectors, services
from backend.duties.models import Excuse
from backend.look.page import Page, person_of
from backend.office.duties_permissions import KEEPERS
from backend.office.views.duties import DutyPage, found
from backend.registers.models import Site

SHOWN = 30  # files on the page
NAMED = 10  # homes whose name fits, said


class ExcuseForm(forms.Form):
    """Why the term need not be kept."""

    excuse = forms.ChoiceField(choices=Excuse.choices)
    reason = forms.CharField(max_length=300)


class NoteForm(forms.Form):
    """When it was done, and the document that says so."""

    done_on = forms.DateField()
    document = forms.CharField(max_length=120)


class Act(DutyPage):
    """A write by a form; refused, the duty's page says why beside the form."""

    http_method_names = ["post"]
    form: type[forms.Form]
    verb = ""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it, or say why not."""
        person = person_of(request)
        duty = found(person, kwargs["duty_id"])
        if not holds_any(person, KEEPERS, duty.region):
            raise Forbidden()
        form = self.form(request.POST)
        if not form.is_valid():
            return self._again({"title": _("请填写完整")}, 400, **kwargs)
        try:
            self.act(duty.pk, form.cleaned_data, person)
        except Refusal as no:
            return self._again(no.problem(), no.status, **kwargs)
        messages.success(request, _("已登记。"))
        return redirect("office-duty", duty_id=duty.pk)

    def act(self, duty_id: Any, told: dict[str, Any], by: Person) -> None:
        """Call the service."""
        raise NotImplementedError

    def _again(self, problem: dict[str, Any], status: int, **kwargs: Any) -> HttpResponse:
        told = {"problem": problem, "at": self.verb, "said": self.request.POST}
        return self.render_to_response(self.get_context_data(**told, **kwargs), status=status)


class ExcuseDuty(Act):
    """POST /office/duties/{id}/excuse (免责)."""

    verb = "excuse"
    form = ExcuseForm

    def act(self, duty_id: Any, told: dict[str, Any], by: Person) -> None:
        """Excuse."""
        services.excuse_duty(duty_id=duty_id, by=by, **told)


class NoteDone(Act):
    """POST /office/duties/{id}/note-done (手工登记办结)."""

    verb = "note"
    form = NoteForm

    def act(self, duty_id: Any, told: dict[str, Any], by: Person) -> None:
        """Note."""
        services.note_duty_done(duty_id=duty_id, by=by, **told)


class FileForm(forms.Form):
    """Of what, from when until when; without a home it is the office's."""

    region = forms.CharField(max_length=12)
    name = forms.CharField(max_length=120, required=False)
    from_on = forms.DateField()
    until_on = forms.DateField()


class FilesPage(Page):
    """/office/duties/files: signed files and how far each is; a form asks for one."""

    here = "duties"
    template_name = "office/duties_files.html"

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


class AskFile(FilesPage):
    """POST /office/duties/files/ask (制作一院一档或者履职台账)."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Ask, or say why not."""
        person, form = person_of(request), FileForm(request.POST)
        if not form.is_valid():
            return self._again({"title": _("请填写完整")}, 400)
        told = form.cleaned_data
        region = Region.objects.filter(scope(person, *KEEPERS, field=""), pk=told["region"]).first()
        if region is None:
            raise Missing("该区划不在你的管辖范围")
        try:
            site = _home(person, region, told["name"].strip())
            services.ask_for_file(
                region=site.region if site else region,
                site=site,
                from_on=told["from_on"],
                until_on=told["until_on"],
                by=person,
            )
        except Refusal as no:
            return self._again(no.problem(), no.status)
        messages.success(request, _("已开始在后台制作，稍后刷新本页查看。"))
        return redirect("office-duty-files")

    def _again(self, problem: dict[str, Any], status: int) -> HttpResponse:
        told = self.get_context_data(problem=problem, said=self.request.POST)
        return self.render_to_response(told, status=status)


def _home(person: Person, region: Region, name: str) -> Site | None:
    """Find the one home a name means; none where no name was given."""
    if not name:
        return None
    rows = Site.objects.filter(scope(person, *KEEPERS), region__path__startswith=region.path)
    fits = rows.filter(name__icontains=name).select_related("region").order_by("name")[:NAMED]
    exact = [one for one in fits if one.name == name] or list(fits)
    if len(exact) == 1:
        return exact[0]
    names = "、".join(one.name for one in exact) or _("没有")
    raise Refusal(str(NOT_ONE), expected=_("一家机构的名称"), came=names, do=_("写出全称"))
