"""Workbooks an office uploads and downloads (工作簿): the form that takes one, the file it gets."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.translation import gettext_lazy

from backend.look.sheets import XLSX

MOST_BYTES = 5 * 2**20  # what is larger is not even read
NO_WORKBOOK = gettext_lazy("选择一个不超过 5 MB 的 .xlsx 工作簿")


class WorkbookForm(forms.Form):
    """The workbook; the service judges what is in it."""

    file = forms.FileField(error_messages=dict.fromkeys(("required", "empty"), NO_WORKBOOK))

    def clean_file(self) -> UploadedFile[Any]:
        """Hold its size before it is read."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(NO_WORKBOOK)
        return file


def workbook(name: str, data: bytes) -> HttpResponse:
    """Give a workbook that is made already."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.xlsx"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(data, content_type=XLSX, headers=headers)
