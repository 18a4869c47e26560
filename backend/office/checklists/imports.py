"""Workbooks of checklists on their way in and out (检查标准导入导出)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from backend.core import clock
from backend.core.refusals import Missing, Refusal
from backend.look.page import Page, person_of, refused
from backend.look.sheets import XLSX
from backend.office.faults import told_faults
from backend.office.views.checklists import ChecklistsPage
from backend.standards import selectors, services
from backend.standards.models import ChecklistImport

MOST_BYTES = 5 * 2**20  # what is larger is not even read


class UploadChecklist(ChecklistsPage):
    """POST /office/checklists/upload: a workbook is checked; nothing enters the library yet."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Check it, and lead to what it would become."""
        file = request.FILES.get("file")
        if not isinstance(file, UploadedFile) or (file.size or 0) > MOST_BYTES:
            wrong = _("选择一个不超过 5 MB 的 .xlsx 工作簿")
            return self.render_to_response(self.get_context_data(wrong_file=wrong), status=400)
        name, by = file.name or "", person_of(request)
        try:
            found = services.import_checklist(data=file.read(), file_name=name, by=by)
        except Refusal as no:
            told = self.get_context_data(upload_problem=no.problem())
            return self.render_to_response(told, status=no.status)
        return redirect("office-checklist-import", import_id=found.pk)


class ImportPage(Page):
    """/office/checklist-imports/{id}: what the workbook would become, or every fault of it."""

    here = "checklists"
    template_name = "office/checklist_import.html"

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


class ApplyImport(ImportPage):
    """POST /office/checklist-imports/{id}/apply: the workbook becomes a draft, whole."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Keep it, or say why not."""
        found = self.found()
        try:
            made = services.apply_checklist_import(import_id=found.pk, by=person_of(request))
        except Refusal as no:
            told = self.get_context_data(problem=no.problem())
            return self.render_to_response(told, status=no.status)
        title = f"{made.title_zh} {made.version}"
        messages.success(request, _("已载入为草稿：%(title)s。") % {"title": title})
        return redirect("office-checklist", made.standard, made.version)


@require_GET
def sheet(request: HttpRequest, standard: str, version: str) -> HttpResponseBase:
    """/office/checklists/{standard}/{version}/sheet.xlsx: the version to be filled in or mended."""
    try:
        row = selectors.one_of(person_of(request), standard, version)
        data = selectors.workbook_of(row)
    except Refusal as no:
        return refused(request, no)
    name = f"{row.standard}-{row.version}.xlsx"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(data, content_type=XLSX, headers=headers)
