"""What the office does with checklists: loads, proposes, publishes (检查标准载入与发布)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from backend.core.refusals import Refusal
from backend.look.page import person_of
from backend.office.views.checklist_steps import StepsPage
from backend.office.views.checklists import ChecklistsPage
from backend.standards import services
from backend.standards.models import ChecklistVersion


class LoadChecklist(ChecklistsPage):
    """POST /office/checklists/load: a folder becomes a draft; faults are said beside it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Load it, or show the library with what is wrong."""
        named = {name: request.POST.get(name, "") for name in ("standard", "version")}
        try:
            found = services.load_checklist(by=person_of(request), **named)
        except Refusal as no:
            told = self.get_context_data(problem=no.problem(), problem_of=named)
            return self.render_to_response(told, status=no.status)
        messages.success(request, _("已载入为草稿：%(title)s。") % {"title": _named(found)})
        return redirect("office-checklist", found.standard, found.version)


class Step(StepsPage):
    """A step towards publication; refused, the page of the steps says why beside it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Take it, once somebody said that he means it."""
        row = self.version()
        if request.POST.get("sure") != "yes":
            return self.refused({"title": _("先勾选确认")}, 400)
        try:
            told = self.act(row)
        except Refusal as no:
            return self.refused(no.problem(), no.status)
        messages.success(request, told)
        return redirect("office-checklist-steps", row.standard, row.version)

    def act(self, row: ChecklistVersion) -> str:
        """Call the service; give what to say."""
        raise NotImplementedError

    def refused(self, problem: dict[str, Any], status: int) -> HttpResponse:
        """Show the steps with the reason."""
        return self.render_to_response(self.get_context_data(problem=problem), status=status)


class Propose(Step):
    """POST …/propose (提请发布)."""

    def act(self, row: ChecklistVersion) -> str:
        """Propose."""
        services.propose_checklist(checklist_id=row.pk, by=person_of(self.request))
        return _("已提请发布，请另一人核对后发布。")


class Publish(Step):
    """POST …/publish (发布)."""

    def act(self, row: ChecklistVersion) -> str:
        """Publish."""
        services.publish_checklist(checklist_id=row.pk, by=person_of(self.request))
        return _("已发布并冻结，内容不能再改。")


def _named(found: ChecklistVersion) -> str:
    return f"{found.title_zh} {found.version}"
