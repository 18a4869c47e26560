"""A verb by a form on a page (办理): done, it redirects; refused, the reason stands beside it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from backend.core.refusals import Refusal
from backend.look.page import Page, person_of
from backend.office.reach import Reach
from backend.office.spoken import spoken


class Seen(forms.Form):
    """The version of the row the page showed."""

    seen_version = forms.IntegerField(min_value=1)


class Act(Page):
    """POST of one verb, mixed into the page it belongs to.

    verb: names the form, so that a refusal stands beside it; form_class: what it sends;
    sure: whether a box must be ticked first.
    """

    http_method_names = ["post"]
    verb = ""
    form_class: type[forms.Form] = forms.Form
    sure = False

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it, or show the page with the reason."""
        form = self.form_class(request.POST)
        if self.sure and request.POST.get("sure") != "yes":
            return self.refused({"title": _("先勾选确认")}, 400)
        if not form.is_valid():
            return self.refused({"title": _("填写有误"), "do": _wrong(form)}, 400)
        try:
            told = self.act(form.cleaned_data)
        except Refusal as no:
            return self.refused(spoken(no), no.status)
        messages.success(request, told)
        return HttpResponseRedirect(self.after(), status=303)

    def act(self, data: dict[str, Any]) -> str:
        """Call the one service; give what to say."""
        raise NotImplementedError

    def after(self) -> str:
        """Give the address to go to."""
        raise NotImplementedError

    @property
    def reach(self) -> Reach:
        """Give the roles of who asks."""
        return Reach(person_of(self.request))

    def refused(self, problem: dict[str, Any], status: int) -> HttpResponse:
        """Show the page with the reason beside the form, and what was typed."""
        if status in (403, 404):
            return self._closed(problem, status)
        told = self.get_context_data(
            **self.kwargs, problem=problem, problem_of=self.verb, typed=self.request.POST
        )
        return self.render_to_response(told, status=status)

    def _closed(self, problem: dict[str, Any], status: int) -> HttpResponse:
        template = "404.html" if status == 404 else "look/refused.html"
        return render(self.request, template, {"problem": problem}, status=status)


def _wrong(form: forms.Form) -> str:
    """Name the fields that do not hold, with why."""
    said = [
        f"{form.fields[name].label or name}：{' '.join(map(str, errors))}"
        for name, errors in form.errors.items()
        if name in form.fields
    ]
    return "；".join(said)
