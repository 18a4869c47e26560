"""Who may open approvals, orders, publications and draws, and act there (审批 … 抽查)."""

from backend.accounts.access import Row, only
from backend.accounts.roles import OFFICE, Role

WORKERS = only(*OFFICE)
DECIDES = only(Role.HEAD, Role.REVIEWER)
HEAD = only(Role.HEAD)
ARRANGES = only(Role.SCHEDULER, Role.HEAD)
RUNS = only(Role.SCHEDULER)
PUBLISHES = only(Role.PUBLISHER)
TAKES_DOWN = only(Role.PUBLISHER, Role.HEAD)

ROWS: dict[str, Row] = {
    "office-approvals": only(Role.HEAD, Role.REVIEWER, Role.PUBLISHER),
    "office-decide-visits": DECIDES,
    "office-approve-plan": HEAD,
    "office-propose-visit": only(Role.INSPECTOR, Role.SCHEDULER),
    "office-decide-visit": DECIDES,
    "office-return-visit": DECIDES,
    "office-start-in-emergency": HEAD,
    "office-notify-visit": RUNS,
    "office-lend-officer": ARRANGES,
    "office-hand-over-visit": ARRANGES,
    "office-cancel-visit": ARRANGES,
    "office-orders": WORKERS,
    "office-orders-csv": WORKERS,
    "office-orders-xlsx": WORKERS,
    "office-order": WORKERS,
    "office-order-before": WORKERS,
    "office-order-after": WORKERS,
    "office-issue-order": HEAD,
    "office-confirm-order-service": HEAD,
    "office-extend-order": HEAD,
    "office-refuse-extension": HEAD,
    "office-recheck-order": only(Role.INSPECTOR),
    "office-close-order": DECIDES,
    "office-publications": WORKERS,
    "office-publications-csv": WORKERS,
    "office-publications-xlsx": WORKERS,
    "office-publication": WORKERS,
    "office-publish": PUBLISHES,
    "office-withdraw-publication": PUBLISHES,
    "office-takedown": TAKES_DOWN,
    "office-confirm-takedown": TAKES_DOWN,
    "office-draws": WORKERS,
    "office-draws-csv": WORKERS,
    "office-draws-xlsx": WORKERS,
    "office-draw": WORKERS,
    "office-draw-stage": only(Role.SCHEDULER, Role.HEAD, Role.AUDITOR, Role.SUPERVISION),
    "office-enter-randomness": RUNS,
    "office-declare-unavailable": RUNS,
    "office-confirm-unavailable": only(Role.SCHEDULER, Role.REVIEWER, Role.HEAD),
    "office-next-iteration": RUNS,
    "office-finish-draw": RUNS,
    "office-void-draw": HEAD,
}
