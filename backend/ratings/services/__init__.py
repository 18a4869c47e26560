"""Changing ratings; every verb is one transaction and one operation-log event (等级评定)."""

from backend.ratings.services.applying import (
    draft_application,
    submit_application,
    withdraw_application,
)
from backend.ratings.services.confirming import confirm_level, fail_application
from backend.ratings.services.deciding import (
    accept_application,
    check_eligibility,
    refuse_application,
)
from backend.ratings.services.drawing import assign_drawn_assessors, draw_assessors
from backend.ratings.services.feedback import answer_feedback, send_feedback
from backend.ratings.services.following import follow_log
from backend.ratings.services.lapsing import lapse_levels
from backend.ratings.services.noticing import answer_objection, object_to_notice, post_notice
from backend.ratings.services.removing import decide_removal, propose_removal, state_on_removal
from backend.ratings.services.replacing import replace_assessor
from backend.ratings.services.reviewing import answer_review, ask_review
from backend.ratings.services.rounds import announce_round, finish_round
from backend.ratings.services.self_assessing import assess_part, assess_self
from backend.ratings.services.suspending import restore_level, suspend_level
from backend.ratings.services.taking import take_score
from backend.ratings.services.visiting import plan_assessment, void_assessment
from backend.ratings.services.voting import cast_vote, close_vote

__all__ = [
    "accept_application",
    "announce_round",
    "answer_feedback",
    "answer_objection",
    "answer_review",
    "ask_review",
    "assess_part",
    "assess_self",
    "assign_drawn_assessors",
    "cast_vote",
    "check_eligibility",
    "close_vote",
    "confirm_level",
    "decide_removal",
    "draft_application",
    "draw_assessors",
    "fail_application",
    "finish_round",
    "follow_log",
    "lapse_levels",
    "object_to_notice",
    "plan_assessment",
    "post_notice",
    "propose_removal",
    "refuse_application",
    "replace_assessor",
    "restore_level",
    "send_feedback",
    "state_on_removal",
    "submit_application",
    "suspend_level",
    "take_score",
    "void_assessment",
    "withdraw_application",
]
