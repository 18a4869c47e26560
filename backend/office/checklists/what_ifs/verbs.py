"""Asking for a trial, stopping it, taking it up again (试算)."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from backend.accounts.models import Region
from backend.inspections import services
from backend.inspections.models import WhatIf
from backend.office.acts import Act
from backend.office.checklists.what_ifs.asking import AskForm
from backend.office.checklists.what_ifs.list_page import WhatIfsPage
from backend.office.checklists.what_ifs.page import WhatIfPage, found
from backend.standards.models import ChecklistVersion


class AskWhatIf(Act, WhatIfsPage):
    """POST …/what-if/ask: a trial waits for its turn (试算)."""

    verb = "ask"
    made: WhatIf

    @cached_property
    def row(self) -> ChecklistVersion:
        """Find the version; raises Missing for one that is not his to read."""
        return self.version()

    @cached_property
    def sent(self) -> AskForm:
        """Read what was asked for; regions and versions before are those he may try."""
        return AskForm(self.request.POST, person=self.person, after=self.row)

    def admit(self) -> None:
        """Let in who may read the version; the form offers his regions only."""
        assert self.row

    def act(self, data: dict[str, Any]) -> str:
        """Ask for it."""
        self.made = services.ask_what_if(after=self.row, by=self.person, **self.sent.told())
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say beside each field what is wrong there."""
        return super().get_context_data(form=self.sent, **kwargs)

    def after(self) -> str:
        """Go on to the trial."""
        return reverse("office-what-if", args=[self.made.pk])


class TrialAct(Act, WhatIfPage):
    """A trial that is stopped or goes on; refused, its page says why."""

    @cached_property
    def run(self) -> WhatIf:
        """Find the trial; raises Missing when he may not see it."""
        return found(self.person, self.kwargs["what_if_id"])

    def region(self) -> Region:
        """Give whose visits it tries."""
        return self.run.region

    def after(self) -> str:
        """Go back to the trial."""
        return reverse("office-what-if", args=[self.run.pk])


class StopWhatIf(TrialAct):
    """POST /office/what-if/{id}/stop (停止试算)."""

    verb = "stop"

    def act(self, data: dict[str, Any]) -> str:
        """Stop it."""
        services.stop_what_if(what_if_id=self.run.pk, by=self.person)
        return _("试算已停止。")


class ResumeWhatIf(TrialAct):
    """POST /office/what-if/{id}/resume (重新试算)."""

    verb = "resume"

    def act(self, data: dict[str, Any]) -> str:
        """Let it run again."""
        services.resume_what_if(what_if_id=self.run.pk, by=self.person)
        return _("试算已重新排队。")
