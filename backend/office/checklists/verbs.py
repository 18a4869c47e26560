"""What the office does with checklists: loads, proposes, publishes (检查标准载入与发布)."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.office.acts import Act
from backend.office.checklists.list_page import ChecklistsPage
from backend.office.checklists.steps_page import StepsPage
from backend.standards import services
from backend.standards.models import ChecklistVersion


class FolderForm(forms.Form):
    """Which folder; the service judges its names."""

    standard = forms.CharField(max_length=80, label=gettext_lazy("标准"))
    version = forms.CharField(max_length=40, label=gettext_lazy("版本"))


class LoadChecklist(Act, ChecklistsPage):
    """POST /office/checklists/load: a folder becomes a draft; faults are said beside it."""

    verb = "load"
    form_class = FolderForm
    made: ChecklistVersion

    def act(self, data: dict[str, Any]) -> str:
        """Load it."""
        self.made = services.load_checklist(by=self.person, **data)
        title = f"{self.made.title_zh} {self.made.version}"
        return _("已载入为草稿：%(title)s。") % {"title": title}

    def after(self) -> str:
        """Go on to the draft."""
        return reverse("office-checklist", args=[self.made.standard, self.made.version])


class Step(Act, StepsPage):
    """A step towards publication; refused, the page of the steps says why beside it."""

    sure = True

    @cached_property
    def row(self) -> ChecklistVersion:
        """Find the version; raises Missing for one that is not his to read."""
        return self.version()

    def admit(self) -> None:
        """Let in who may read the version; what it says holds in every region."""
        assert self.row

    def after(self) -> str:
        """Go back to the steps."""
        return reverse("office-checklist-steps", args=[self.row.standard, self.row.version])


class Propose(Step):
    """POST …/propose (提请发布)."""

    verb = "propose"

    def act(self, data: dict[str, Any]) -> str:
        """Propose."""
        services.propose_checklist(checklist_id=self.row.pk, by=self.person)
        return _("已提请发布，请另一人核对后发布。")


class Publish(Step):
    """POST …/publish (发布)."""

    verb = "publish"

    def act(self, data: dict[str, Any]) -> str:
        """Publish."""
        services.publish_checklist(checklist_id=self.row.pk, by=self.person)
        return _("已发布并冻结，内容不能再改。")
