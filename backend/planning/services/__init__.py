"""Changing plans, quotas and tasks; every verb is one transaction and one log event."""

from backend.planning.services.draw import announce_task_draw
from backend.planning.services.plans import (
    PlanTerms,
    approve_plan,
    create_plan,
    publish_plan,
    submit_plan,
)
from backend.planning.services.progress import (
    finish_task_of,
    note_order_closed,
    note_result_published,
    note_visit_concluded,
)
from backend.planning.services.quotas import compute_quota
from backend.planning.services.rules import load_policy, set_floor
from backend.planning.services.tasks import create_task
from backend.planning.services.visits import assign_drawn, create_visits

__all__ = [
    "PlanTerms",
    "announce_task_draw",
    "approve_plan",
    "assign_drawn",
    "compute_quota",
    "create_plan",
    "create_task",
    "create_visits",
    "finish_task_of",
    "load_policy",
    "note_order_closed",
    "note_result_published",
    "note_visit_concluded",
    "publish_plan",
    "set_floor",
    "submit_plan",
]
