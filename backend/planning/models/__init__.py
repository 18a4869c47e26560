"""Policies, plans, quotas, tasks and who was drawn for what (抽查计划)."""

from backend.planning.models.plan import Plan
from backend.planning.models.rules import Floor, Policy
from backend.planning.models.task import Assignment, PoolEntry, Quota, Task, TaskVisit

__all__ = [
    "Assignment",
    "Floor",
    "Plan",
    "Policy",
    "PoolEntry",
    "Quota",
    "Task",
    "TaskVisit",
]
