"""Asking for a trial, stopping it, taking it up again (试算)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from backend.accounts.selectors import holds_any
from backend.core.refusals import Missing, Refusal
from backend.inspections import services
from backend.inspections.models import WhatIf
from backend.look.page import person_of
from backend.office.permissions import TRIES
from backend.office.views.whatif import WhatIfPage, WhatIfsPage, found
from backend.office.whatifs import AskForm


class AskWhatIf(WhatIfsPage):
    """POST …/what-if/ask: a trial waits for its turn (试算)."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Ask for it, or say beside the form why not."""
        person, after = person_of(request), self.version()
        form = AskForm(request.POST, person=person, after=after)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=400)
        try:
            run = services.ask_what_if(after=after, by=person, **form.told())
        except Refusal as no:
            told = self.get_context_data(form=form, problem=no.problem())
            return self.render_to_response(told, status=no.status)
        return redirect("office-what-if", what_if_id=run.pk)


class Turn(WhatIfPage):
    """A trial that is stopped or goes on; refused, its page says why."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it; another region's trial is not there."""
        person = person_of(request)
        run = found(person, self.kwargs["what_if_id"])
        if not holds_any(person, TRIES, run.region):
            raise Missing("没有这次试算，或者不在你的管辖范围")
        try:
            told = self.act(run)
        except Refusal as no:
            context = self.get_context_data(problem=no.problem())
            return self.render_to_response(context, status=no.status)
        messages.success(request, told)
        return redirect("office-what-if", what_if_id=run.pk)

    def act(self, run: WhatIf) -> str:
        """Call the service; give what to say."""
        raise NotImplementedError


class StopWhatIf(Turn):
    """POST /office/what-if/{id}/stop (停止试算)."""

    def act(self, run: WhatIf) -> str:
        """Stop it."""
        services.stop_what_if(what_if_id=run.pk, by=person_of(self.request))
        return _("试算已停止。")


class ResumeWhatIf(Turn):
    """POST /office/what-if/{id}/resume (重新试算)."""

    def act(self, run: WhatIf) -> str:
        """Let it run again."""
        services.resume_what_if(what_if_id=run.pk, by=person_of(self.request))
        return _("试算已重新排队。")
