"""Publishing and taking back; every verb is one transaction and one operation-log event."""

from backend.publication.services.announcing import announce_results
from backend.publication.services.draws import issue_draw_list, publish_draw, publish_draw_after
from backend.publication.services.level_resume import levels_as_logged
from backend.publication.services.levels import (
    publish_level,
    publish_notice,
    withdraw_notice,
)
from backend.publication.services.publishing import publish_result, withdraw_publication
from backend.publication.services.queue import enqueue_result, update_correction_state
from backend.publication.services.resume import end_as_logged, resume_shown
from backend.publication.services.takedown import confirm_takedown, take_down

__all__ = [
    "announce_results",
    "confirm_takedown",
    "end_as_logged",
    "enqueue_result",
    "issue_draw_list",
    "levels_as_logged",
    "publish_draw",
    "publish_draw_after",
    "publish_level",
    "publish_notice",
    "publish_result",
    "resume_shown",
    "take_down",
    "update_correction_state",
    "withdraw_notice",
    "withdraw_publication",
]
