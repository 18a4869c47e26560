"""Files of a home's own papers and answers (文书和佐证材料下载)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from backend.core.refusals import Refusal
from backend.look.page import person_of, refused
from backend.papers import selectors as papers
from backend.portal.papers import one_of_home
from backend.rectifications import selectors as rectifications
from backend.registers.selectors import sites_managed_by


@require_GET
def paper(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """/portal/papers/{id}.pdf: the home's copy; one that it may not see is not there."""
    try:
        found = one_of_home(person_of(request), paper_id)
        data = papers.file_of(found, "archive")
    except Refusal as no:
        return refused(request, no)
    return _file(data, "application/pdf", f"{found.verify_code}.pdf", "inline")


@require_GET
def answer_file(request: HttpRequest, order_id: UUID, file_id: UUID) -> HttpResponse:
    """/portal/orders/{id}/files/{id}: what the home handed in, for saving."""
    person = person_of(request)
    mine = rectifications.visible_to(person).filter(site__in=sites_managed_by(person), pk=order_id)
    try:
        order = mine.values_list("pk", flat=True).first() or UUID(int=0)
        found, data = rectifications.answer_file(person, order, file_id)
    except Refusal as no:
        return refused(request, no)
    return _file(data, found.media_type, found.sha256[:16], "attachment")


def _file(data: bytes, kind: str, name: str, how: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'{how}; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(data, content_type=kind, headers=headers)
