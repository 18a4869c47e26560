"""Sheets of sites on their way into the register (名录导入): uploaded, looked at, applied."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.db.models import F, Func, IntegerField, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from backend.accounts.models import Person
from backend.accounts.selectors import regions_of
from backend.look.page import Page, person_of
from backend.look.paging import part
from backend.office.acts import Act
from backend.office.reach import found
from backend.office.sites.permissions import KEEPS_REGISTER
from backend.office.sites.told import told_faults, told_rows, wrong_rows
from backend.office.workbooks import WorkbookForm
from backend.registers import selectors, services
from backend.registers.models import SiteImport
from backend.registers.sheet.columns import MAX_ROWS

SHOWN = 200  # rows and faults on a page; the files hold all
MARKS = {
    "faulty": ("late", "circle-x"),
    "ready": ("due", "clock"),
    "applied": ("ok", "circle-check"),
}
NOT_THERE = "没有这次导入，或者不是你上传的"


class ImportsPage(Page):
    """/office/sites/import: the template, the upload, earlier imports."""

    here = "sites"
    template_name = "office/sites/imports.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List the person's imports, newest first."""
        person = person_of(self.request)
        given = part(self.request, _counted(person), ordering=("-uploaded_at", "-pk"), size=20)
        return super().get_context_data(
            imports=[(one, *MARKS[one.state]) for one in given.rows],
            part=given,
            counties=regions_of(person, *KEEPS_REGISTER).filter(level="county")[:SHOWN],
            most_rows=MAX_ROWS,
            **kwargs,
        )


def _counted(person: Person) -> QuerySet[SiteImport]:
    """Give the person's imports with their lengths; what they hold is not read."""
    lengths = {
        f"{name}_count": Func(F(name), function="jsonb_array_length", output_field=IntegerField())
        for name in ("rows", "faults")
    }
    rows = selectors.imports_of(person).annotate(total=F("parsed__count"), **lengths)
    return rows.defer("parsed", "rows", "faults")


class UploadSites(Act, ImportsPage):
    """POST /office/sites/import/upload: a sheet is read; nothing enters the register yet."""

    verb = "upload"
    form_class = WorkbookForm
    read: SiteImport

    def act(self, data: dict[str, Any]) -> str:
        """Read it."""
        file = data["file"]
        name = file.name or ""
        self.read = services.import_sites(data=file.read(), file_name=name, by=self.person)
        return ""

    def after(self) -> str:
        """Go on to what it would do."""
        return reverse("office-site-import", args=[self.read.pk])


class ImportPage(Page):
    """/office/site-imports/{id}: every wrong cell of a sheet, or what its rows would do."""

    here = "sites"
    template_name = "office/sites/import.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Find it; raises Missing for another one's."""
        row = import_of(person_of(self.request), self.kwargs["import_id"])
        counts = services.counts(row)
        moving = (one for one in row.rows if one["action"] != "same")
        tone, icon = MARKS[row.state]
        return super().get_context_data(
            found=row,
            tone=tone,
            icon=icon,
            counts=counts,
            total=row.parsed.get("count", len(row.rows)),
            wrong=wrong_rows(row),
            faults=list(told_faults(row.faults[:SHOWN])),
            rows=list(told_rows(islice(moving, SHOWN))),
            moving=counts["new"] + counts["change"],
            shown=SHOWN,
            **kwargs,
        )


def import_of(person: Person, import_id: Any) -> SiteImport:
    """Find an import of the person's own; raises Missing."""
    row: SiteImport = found(selectors.imports_of(person), import_id, NOT_THERE)
    return row


class ApplyImport(Act, ImportPage):
    """POST /office/site-imports/{id}/apply: all rows enter the register, or none; twice is once."""

    verb = "apply"
    sure = True

    def admit(self) -> None:
        """Let in who uploaded it; raises Missing."""
        import_of(self.person, self.kwargs["import_id"])

    def act(self, data: dict[str, Any]) -> str:
        """Apply it."""
        row = services.apply_site_import(import_id=self.kwargs["import_id"], by=self.person)
        counts = services.counts(row)
        return _("已导入：新增 %(new)s 家，变更 %(change)s 家，不变 %(same)s 家。") % counts

    def after(self) -> str:
        """Go back to the import."""
        return reverse("office-site-import", args=[self.kwargs["import_id"]])
