"""Changing visits; every verb is one transaction and one operation-log event (检查)."""

from backend.inspections.services.approval import (
    approve_visit,
    endorse_visit,
    propose_visit,
    return_visit,
    start_in_emergency,
)
from backend.inspections.services.conclude import conclude_visit
from backend.inspections.services.crew import cancel_visit, hand_over, lend_officer
from backend.inspections.services.entry import scan_in
from backend.inspections.services.feeds import News, device_feed, tell, touch, visit_feed
from backend.inspections.services.ledger import move_problem
from backend.inspections.services.lock import lock_visit, try_lock
from backend.inspections.services.notice import notify_visit
from backend.inspections.services.officer_keys import keep_officer_key
from backend.inspections.services.package import package
from backend.inspections.services.plan import Seat, Terms, plan_visit
from backend.inspections.services.score import score_visit
from backend.inspections.services.whatifs import ask_what_if, resume_what_if, stop_what_if

__all__ = [
    "News",
    "Seat",
    "Terms",
    "approve_visit",
    "ask_what_if",
    "cancel_visit",
    "conclude_visit",
    "device_feed",
    "endorse_visit",
    "hand_over",
    "keep_officer_key",
    "lend_officer",
    "lock_visit",
    "move_problem",
    "notify_visit",
    "package",
    "plan_visit",
    "propose_visit",
    "resume_what_if",
    "return_visit",
    "scan_in",
    "score_visit",
    "start_in_emergency",
    "stop_what_if",
    "tell",
    "touch",
    "try_lock",
    "visit_feed",
]
