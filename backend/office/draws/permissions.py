"""Who may open draws, and act there (抽查)."""

from backend.accounts.access import Row, only
from backend.accounts.roles import OFFICE, Role

WORKERS = only(*OFFICE)
RUNS = (Role.SCHEDULER,)
SECOND = (Role.SCHEDULER, Role.REVIEWER, Role.HEAD)
VOIDS = (Role.HEAD,)

ROWS: dict[str, Row] = {
    "office-draws": WORKERS,
    "office-draws-csv": WORKERS,
    "office-draws-xlsx": WORKERS,
    "office-draw": WORKERS,
    "office-draw-stage": only(Role.SCHEDULER, Role.HEAD, Role.AUDITOR, Role.SUPERVISION),
    "office-enter-randomness": only(*RUNS),
    "office-declare-unavailable": only(*RUNS),
    "office-confirm-unavailable": only(*SECOND),
    "office-next-iteration": only(*RUNS),
    "office-finish-draw": only(*RUNS),
    "office-void-draw": only(*VOIDS),
}
