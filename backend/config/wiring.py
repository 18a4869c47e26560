"""Which event is handled where.

Apps import downwards only; what must happen above a cause is called through these names.  A word
beside an event says who outside takes it too.
"""

from collections.abc import Callable

from backend.core import outbox

FOLLOW = "backend.duties.following.follow"  # the ledger of duties reads what it names

HANDLERS: dict[str, tuple[str, ...]] = {
    "evidence.completed": ("backend.inspections.services.try_lock",),
    "visit.locked": (
        "backend.inspections.services.conclude_visit",
        "backend.inspections.services.score_visit",
        FOLLOW,
    ),
    "visit.scored": ("backend.ratings.services.take_score", FOLLOW),
    "visit.concluded": (
        "backend.rectifications.services.open_orders",
        "backend.publication.services.enqueue_result",
        "backend.planning.services.note_visit_concluded",
        FOLLOW,
    ),
    "escrow.opening": ("backend.sync.services.opening.open_asked",),
    "paper.requested": ("backend.papers.services.render_paper",),
    "order.closed": (
        "backend.publication.services.update_correction_state",
        "backend.planning.services.note_order_closed",
        FOLLOW,
    ),
    "draw.announced": ("backend.publication.services.publish_draw",),
    "draw.finished": (
        "backend.publication.services.publish_draw_after",
        "backend.publication.services.issue_draw_list",
        "backend.translog.handlers.draw_finished",
        FOLLOW,
    ),
    "draw.voided": ("backend.translog.handlers.draw_ended",),  # and 双随机平台
    "draw.aborted": ("backend.translog.handlers.draw_ended",),  # and 双随机平台
    "paper.sealed": ("backend.translog.handlers.paper_sealed", FOLLOW),  # and 送达平台
    "result.published": ("backend.planning.services.note_result_published", FOLLOW),
    "draw.drawn": (
        "backend.planning.services.assign_drawn",
        "backend.ratings.services.assign_drawn_assessors",
    ),
    "rating.noticed": ("backend.publication.services.publish_notice", FOLLOW),  # and 门户网站公示栏
    "notice.withdrawn": ("backend.publication.services.withdraw_notice", FOLLOW),
    # and 全国养老服务信息系统
    "level.confirmed": ("backend.publication.services.publish_level", FOLLOW),
    "level.suspended": ("backend.publication.services.publish_level", FOLLOW),
    "level.restored": ("backend.publication.services.publish_level", FOLLOW),
    "level.removed": ("backend.publication.services.publish_level", FOLLOW),
    "level.lapsed": ("backend.publication.services.publish_level", FOLLOW),
    "visit.approved": (FOLLOW,),  # and 执法监督平台
    "plan.published": (FOLLOW,),  # and 双随机平台
    "order.issued": (FOLLOW,),  # and 互联网+监管
    "order.answered": (FOLLOW,),  # and 承办人待办
    "application.accepted": (FOLLOW,),  # and 机构待办
    "application.refused": (FOLLOW,),  # and 机构待办
    "application.failed": (FOLLOW,),  # and 机构待办
    "announcement.published": (FOLLOW,),  # and 门户网站
    "publication.taken-down": (FOLLOW,),
    "takedown.confirmed": (FOLLOW,),
    "duty-file.asked": ("backend.duties.services.make_file",),
}

# The public sees these in the request that caused them.
AT_ONCE = frozenset(
    {"notice.withdrawn", "level.suspended", "level.restored", "level.removed", "level.confirmed"}
)


def connect(wake: Callable[[], None] | None = None) -> None:
    """Hand the names to the outbox."""
    outbox.wire(HANDLERS, wake, AT_ONCE)
