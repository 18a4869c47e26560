"""Who may open visits, and act there (检查)."""

from backend.accounts.access import Row, only
from backend.accounts.roles import OFFICE, Role

WORKERS = only(*OFFICE)
PROPOSES = (Role.INSPECTOR, Role.SCHEDULER)
DECIDES = (Role.REVIEWER, Role.HEAD)
STARTS = (Role.HEAD,)
NOTIFIES = (Role.SCHEDULER,)
ARRANGES = (Role.SCHEDULER, Role.HEAD)

ROWS: dict[str, Row] = {
    "office-visits": WORKERS,
    "office-visits-csv": WORKERS,
    "office-visits-xlsx": WORKERS,
    "office-visit": WORKERS,
    "office-propose-visit": only(*PROPOSES),
    "office-decide-visit": only(*DECIDES),
    "office-return-visit": only(*DECIDES),
    "office-start-in-emergency": only(*STARTS),
    "office-notify-visit": only(*NOTIFIES),
    "office-lend-officer": only(*ARRANGES),
    "office-hand-over-visit": only(*ARRANGES),
    "office-cancel-visit": only(*ARRANGES),
}
