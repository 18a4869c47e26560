"""One order to correct (责令改正): problems, what the home says it did, steps, papers, clocks."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET
from PIL import Image, ImageOps

from backend.core.refusals import Missing, Refusal
from backend.inspections.models import Evidence
from backend.inspections.selectors.photos import thumbnail
from backend.look.page import Page, person_of, refused
from backend.office.orders.lines import order_lines, rows_for_lines
from backend.office.orders.offers import offers_of, problems, steps
from backend.office.reach import Reach, found
from backend.papers import selectors as papers
from backend.rectifications import selectors as rectifications
from backend.rectifications.models import Order

NOT_THERE = "没有这份责令改正，或者不在你的管辖范围"
LARGEST = (960, 960)  # pixels of a photo on a page
PHOTO = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}


class OrderPage(Page):
    """/office/orders/{id}; an order that is not yours to see is not there."""

    here = "orders"
    template_name = "office/orders/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it; raises Missing."""
        person = person_of(self.request)
        rows = rows_for_lines(rectifications.visible_to(person)).select_related("visit__nature")
        order: Order = found(rows, kwargs["order_id"], NOT_THERE)
        seen = papers.visible_to(person)
        own = seen.filter(Q(subject_id=order.pk) | Q(pk__in=[order.paper_id]))
        return super().get_context_data(
            order=order,
            line=order_lines([order])[0],
            problems=problems(order),
            answers=list(order.answers.select_related("answered_by").prefetch_related("files")),
            rechecks=list(order.rechecks.select_related("officer")),
            extensions=list(order.extensions.select_related("granted_by").order_by("pk")),
            requests=list(order.extension_requests.select_related("answered_by")),
            papers=[papers.paper_line(row) for row in own.order_by("requested_at")],
            steps=steps(order),
            offers=offers_of(order, Reach(person)),
            **kwargs,
        )


@require_GET
def before_photo(request: HttpRequest, order_id: UUID, photo_id: UUID) -> HttpResponse:
    """/office/orders/{id}/before/{photo}: a photo behind a problem of the order, small."""
    try:
        order = found(rectifications.visible_to(person_of(request)), order_id, NOT_THERE)
        named = order.findings.filter(finding__evidence_ids__contains=[str(photo_id)])
        photo = Evidence.objects.filter(pk=photo_id, visit=order.visit_id).first()
        if photo is None or not named.exists():
            raise Missing("没有这张照片")
        data = thumbnail(photo)
    except Refusal as no:
        return refused(request, no)
    return HttpResponse(data, content_type="image/jpeg", headers=PHOTO)


@require_GET
def after_photo(request: HttpRequest, order_id: UUID, file_id: UUID) -> HttpResponse:
    """/office/orders/{id}/after/{file}: a photo of an answer, drawn anew and small."""
    try:
        file, data = rectifications.answer_file(person_of(request), order_id, file_id)
        if not file.media_type.startswith("image/"):
            raise Missing("这份佐证材料不是照片")
    except Refusal as no:
        return refused(request, no)
    return HttpResponse(_small(data), content_type="image/jpeg", headers=PHOTO)


def _small(data: bytes) -> bytes:
    """Draw a photo anew: nothing of the file that was sent reaches the page."""
    with Image.open(BytesIO(data), formats=["JPEG", "PNG"]) as opened:
        opened.draft("RGB", LARGEST)
        made = ImageOps.exif_transpose(opened).convert("RGB")
    made.thumbnail(LARGEST)
    out = BytesIO()
    made.save(out, "JPEG", quality=82)
    return out.getvalue()
