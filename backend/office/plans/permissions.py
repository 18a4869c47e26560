"""Who may open plans, caps and tasks, and act there (年度计划)."""

from backend.accounts.access import Row, only
from backend.accounts.roles import OFFICE, Role

WORKERS = only(*OFFICE)
PLANS = (Role.SCHEDULER,)
APPROVES = (Role.HEAD,)
PUBLISHES = (Role.SCHEDULER, Role.PUBLISHER)
CAPS = (Role.HEAD,)
POOL = (Role.SCHEDULER, Role.HEAD, Role.AUDITOR, Role.SUPERVISION)

ROWS: dict[str, Row] = {
    "office-plans": WORKERS,
    "office-plans-csv": WORKERS,
    "office-plans-xlsx": WORKERS,
    "office-create-plan": only(*PLANS),
    "office-caps": WORKERS,
    "office-publish-cap": only(*CAPS),
    "office-plan": WORKERS,
    "office-submit-plan": only(*PLANS),
    "office-plan-approve": only(*APPROVES),
    "office-publish-plan": only(*PUBLISHES),
    "office-compute-quota": only(*PLANS),
    "office-create-task": only(*PLANS),
    "office-tasks": WORKERS,
    "office-tasks-csv": WORKERS,
    "office-tasks-xlsx": WORKERS,
    "office-task": WORKERS,
    "office-task-pool": only(*POOL),
    "office-announce-draw": only(*PLANS),
    "office-create-visits": only(*PLANS),
}
