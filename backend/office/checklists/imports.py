"""Workbooks of checklists on their way in and out (检查标准导入导出)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from backend.core import clock
from backend.core.refusals import Missing, Refusal
from backend.look.page import Page, person_of, refused
from backend.office.acts import Act
from backend.office.checklists.faults import told_faults
from backend.office.checklists.list_page import ChecklistsPage
from backend.office.workbooks import WorkbookForm, workbook
from backend.standards import selectors, services
from backend.standards.models import ChecklistImport, ChecklistVersion


class UploadChecklist(Act, ChecklistsPage):
    """POST /office/checklists/upload: a workbook is checked; nothing enters the library yet."""

    verb = "upload"
    form_class = WorkbookForm
    found: ChecklistImport

    def act(self, data: dict[str, Any]) -> str:
        """Check it."""
        file = data["file"]
        name = file.name or ""
        self.found = services.import_checklist(data=file.read(), file_name=name, by=self.person)
        return ""

    def after(self) -> str:
        """Go on to what it would become."""
        return reverse("office-checklist-import", args=[self.found.pk])


class ImportPage(Page):
    """/office/checklist-imports/{id}: what the workbook would become, or every fault of it."""

    here = "checklists"
    template_name = "office/checklists/import.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Find it; raises Missing for another one's."""
        found = self.found()
        ready = found.state == ChecklistImport.State.READY
        return super().get_context_data(
            found=found,
            faults=told_faults(found.faults),
            preview=selectors.preview_of(found, clock.today()) if ready else None,
            **kwargs,
        )

    def found(self) -> ChecklistImport:
        """Find it by the address."""
        rows = selectors.imports_of(person_of(self.request))
        row = rows.filter(pk=self.kwargs["import_id"]).first()
        if row is None:
            raise Missing("没有这次上传，或者不是你上传的")
        return row


class ApplyImport(Act, ImportPage):
    """POST /office/checklist-imports/{id}/apply: the workbook becomes a draft, whole."""

    verb = "apply"
    made: ChecklistVersion

    def admit(self) -> None:
        """Let in who uploaded it; raises Missing."""
        self.found()

    def act(self, data: dict[str, Any]) -> str:
        """Keep it."""
        self.made = services.apply_checklist_import(
            import_id=self.kwargs["import_id"], by=self.person
        )
        title = f"{self.made.title_zh} {self.made.version}"
        return _("已载入为草稿：%(title)s。") % {"title": title}

    def after(self) -> str:
        """Go on to the draft."""
        return reverse("office-checklist", args=[self.made.standard, self.made.version])


@require_GET
def sheet(request: HttpRequest, standard: str, version: str) -> HttpResponseBase:
    """/office/checklists/{standard}/{version}/sheet.xlsx: the version to be filled in or mended."""
    try:
        row = selectors.one_of(person_of(request), standard, version)
        data = selectors.workbook_of(row)
    except Refusal as no:
        return refused(request, no)
    return workbook(f"{row.standard}-{row.version}", data)
