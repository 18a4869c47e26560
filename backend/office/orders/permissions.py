"""Who may open orders to correct, and act there (整改)."""

from backend.accounts.access import Row, only
from backend.accounts.roles import OFFICE, Role

WORKERS = only(*OFFICE)
DECIDES = (Role.HEAD,)
CHECKS = (Role.INSPECTOR,)
CLOSES = (Role.REVIEWER, Role.HEAD)

ROWS: dict[str, Row] = {
    "office-orders": WORKERS,
    "office-orders-csv": WORKERS,
    "office-orders-xlsx": WORKERS,
    "office-order": WORKERS,
    "office-order-before": WORKERS,
    "office-order-after": WORKERS,
    "office-issue-order": only(*DECIDES),
    "office-confirm-order-service": only(*DECIDES),
    "office-extend-order": only(*DECIDES),
    "office-refuse-extension": only(*DECIDES),
    "office-recheck-order": only(*CHECKS),
    "office-close-order": only(*CLOSES),
}
