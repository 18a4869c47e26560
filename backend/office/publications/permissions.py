"""Who may open publications, and act there (公示)."""

from backend.accounts.access import Row, only
from backend.accounts.roles import OFFICE, Role

WORKERS = only(*OFFICE)
PUBLISHES = (Role.PUBLISHER,)
TAKES_DOWN = (Role.PUBLISHER, Role.HEAD)

ROWS: dict[str, Row] = {
    "office-publications": WORKERS,
    "office-publications-csv": WORKERS,
    "office-publications-xlsx": WORKERS,
    "office-publication": WORKERS,
    "office-publish": only(*PUBLISHES),
    "office-withdraw-publication": only(*PUBLISHES),
    "office-takedown": only(*TAKES_DOWN),
    "office-confirm-takedown": only(*TAKES_DOWN),
}
