"""A verb by a form on a page (办理): done, it redirects; refused, the reason stands beside it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from backend.core.refusals import Forbidden, Missing, Refusal
from backend.look.page import Page
from backend.look.spoken import spoken

CLOSED = (Forbidden.code, Missing.code)  # a page of their own; nothing to mend in the form


class Act(Page):
    """POST of one verb, mixed into the page it belongs to.

    verb: names the form on its page; form_class: what it sends; sure: whether a box must be
    ticked first.  Refused, the page gets `problem`, `problem_of` (the verb) and `typed`.
    """

    http_method_names = ["post"]
    verb = ""
    form_class: type[forms.Form] = forms.Form
    sure = False

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it, or show the page with the reason."""
        self.admit()
        if self.sure and request.POST.get("sure") != "yes":
            return self.refused({"title": _("先勾选确认")}, 400)
        if not self.sent.is_valid():
            return self.refused({"title": _("填写有误"), "do": _wrong(self.sent)}, 400)
        try:
            told = self.act(self.sent.cleaned_data)
        except Refusal as no:
            if not self.done_before(no):
                return self.say_no(no)
            told = _("这一步已经办过，没有再办一次。")
        return self.done(told)

    def admit(self) -> None:
        """Let in who may; raises Missing for what is not his to see, Forbidden."""
        raise NotImplementedError

    @cached_property
    def sent(self) -> forms.Form:
        """Read what was sent."""
        return self.form_class(self.request.POST, self.request.FILES)

    def act(self, data: dict[str, Any]) -> str:
        """Call the one service; give what to say."""
        raise NotImplementedError

    def done_before(self, no: Refusal) -> bool:
        """Say whether it is refused only because the same was done already."""
        return False

    def done(self, told: str) -> HttpResponse:
        """Say that it is done, and go on."""
        if told:
            messages.success(self.request, told)
        return HttpResponseRedirect(self.after(), status=303)

    def after(self) -> str:
        """Give the address to go to."""
        raise NotImplementedError

    def say_no(self, no: Refusal) -> HttpResponse:
        """Say a refusal: beside the form, or alone where there is nothing to mend."""
        if no.code in CLOSED:
            raise no
        return self.refused(spoken(no), no.status)

    def refused(self, problem: dict[str, Any], status: int) -> HttpResponse:
        """Show the page with the reason beside the form, and what was typed."""
        told = self.get_context_data(
            **self.kwargs, problem=problem, problem_of=self.verb, typed=self.request.POST
        )
        return self.render_to_response(told, status=status)


def _wrong(form: forms.Form) -> str:
    """Name the fields that do not hold, with why."""
    said = []
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        why = " ".join(map(str, errors))
        said.append(f"{label}：{why}" if label else why)
    return "；".join(said)
