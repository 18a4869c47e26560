"""Which event is handled where.

Apps import downwards only; what must happen above a cause is called through these names.  An
event without a handler stands here with an empty tuple and a word on who outside takes it.
"""

from collections.abc import Callable

from backend.core import outbox

HANDLERS: dict[str, tuple[str, ...]] = {
    "evidence.completed": ("backend.inspections.services.try_lock",),
    "visit.locked": (
        "backend.inspections.services.conclude_visit",
        "backend.inspections.services.score_visit",
    ),
    "visit.scored": ("backend.ratings.services.take_score",),
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
    "draw.finished": (
        "backend.publication.services.publish_draw_after",
        "backend.publication.services.issue_draw_list",
        "backend.translog.handlers.draw_finished",
    ),
    "draw.voided": ("backend.translog.handlers.draw_ended",),  # and 双随机平台
    "draw.aborted": ("backend.translog.handlers.draw_ended",),  # and 双随机平台
    "paper.sealed": ("backend.translog.handlers.paper_sealed",),  # and 送达平台
    "result.published": ("backend.planning.services.note_result_published",),
    "draw.drawn": (
        "backend.planning.services.assign_drawn",
        "backend.ratings.services.assign_drawn_assessors",
    ),
}

# Read by other systems (outbound filing comes with the duties ledger).
OUTSIDE: dict[str, str] = {
    "visit.approved": "执法监督平台",
    "plan.published": "双随机平台",
    "order.issued": "互联网+监管",
    "order.answered": "承办人待办",
    "application.accepted": "机构待办",
    "application.refused": "机构待办",
    "application.failed": "机构待办",
    "rating.noticed": "门户网站公示栏",
    "level.confirmed": "全国养老服务信息系统",
    "level.suspended": "全国养老服务信息系统",
    "level.restored": "全国养老服务信息系统",
    "level.removed": "全国养老服务信息系统",
    "level.lapsed": "全国养老服务信息系统",
}


def connect(wake: Callable[[], None] | None = None) -> None:
    """Hand the names to the outbox."""
    outbox.wire({**HANDLERS, **dict.fromkeys(OUTSIDE, ())}, wake)
