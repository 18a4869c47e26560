"""What a person does with a duty: excuses it, notes it done (履职办理)."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.accounts.models import Region
from backend.duties import services
from backend.duties.models import Duty, Excuse
from backend.office.acts import Act
from backend.office.duties.page import DutyPage, found


class ExcuseForm(forms.Form):
    """Why the term need not be kept."""

    excuse = forms.ChoiceField(choices=Excuse.choices, label=gettext_lazy("事由"))
    reason = forms.CharField(max_length=300, label=gettext_lazy("理由和文件"))


class NoteForm(forms.Form):
    """When it was done, and the document that says so."""

    done_on = forms.DateField(label=gettext_lazy("办结日期"))
    document = forms.CharField(max_length=120, label=gettext_lazy("文号或者材料"))


class DutyAct(Act, DutyPage):
    """A verb of one duty; refused, the duty's page says why beside the form."""

    @cached_property
    def duty(self) -> Duty:
        """Find the duty; raises Missing when he may not see it."""
        return found(self.person, self.kwargs["duty_id"])

    def region(self) -> Region:
        """Give whose duty it is."""
        return self.duty.region

    def after(self) -> str:
        """Go back to the duty."""
        return reverse("office-duty", args=[self.duty.pk])


class ExcuseDuty(DutyAct):
    """POST /office/duties/{id}/excuse (免责)."""

    verb = "excuse"
    form_class = ExcuseForm

    def act(self, data: dict[str, Any]) -> str:
        """Excuse."""
        services.excuse_duty(duty_id=self.duty.pk, by=self.person, **data)
        return _("已登记。")


class NoteDone(DutyAct):
    """POST /office/duties/{id}/note-done (手工登记办结)."""

    verb = "note"
    form_class = NoteForm

    def act(self, data: dict[str, Any]) -> str:
        """Note."""
        services.note_duty_done(duty_id=self.duty.pk, by=self.person, **data)
        return _("已登记。")
