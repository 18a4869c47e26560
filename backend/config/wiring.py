"""Which event is handled where.

Apps import downwards only; what must happen above a cause is called through these names.  An
event without a handler stands here with an empty tuple and a word on who outside takes it.
"""

from collections.abc import Callable

from backend.core import outbox

HANDLERS: dict[str, tuple[str, ...]] = {
    "evidence.completed": ("backend.inspections.services.try_lock",),
    "visit.locked": ("backend.inspections.services.conclude_visit",),
    "visit.concluded": (
        "backend.rectifications.services.open_orders",
        "backend.publication.services.enqueue_result",
        "backend.planning.services.note_visit_concluded",
    ),
    "escrow.opening": ("backend.sync.services.opening.open_asked",),
    "paper.requested": ("backend.papers.services.render_paper",),
    "order.closed": (
        "backend.publication.services.update_correction_state",
        "backend.planning.services.note_order_closed",
    ),
    "draw.announced": ("backend.publication.services.publish_draw",),
    "draw.finished": ("backend.publication.services.publish_draw_after",),
    "result.published": ("backend.planning.services.note_result_published",),
    "draw.drawn": ("backend.planning.services.assign_drawn",),
}

# Read by other systems (outbound filing comes with the duties ledger).
OUTSIDE: dict[str, str] = {
    "visit.approved": "执法监督平台",
    "paper.sealed": "送达平台",
    "plan.published": "双随机平台",
    "draw.voided": "双随机平台",
    "draw.aborted": "双随机平台",
    "order.issued": "互联网+监管",
    "order.answered": "承办人待办",
}


def connect(wake: Callable[[], None] | None = None) -> None:
    """Hand the names to the outbox."""
    outbox.wire({**HANDLERS, **dict.fromkeys(OUTSIDE, ())}, wake)
