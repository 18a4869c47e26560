"""Who may open the pages of the office; which rows they show is the selectors' business."""

from backend.accounts.access import Row, only
from backend.accounts.roles import OFFICE

WORKERS = only(*OFFICE)

ROWS: dict[str, Row] = {
    "office-home": WORKERS,
    "office-visits": WORKERS,
    "office-visits-csv": WORKERS,
    "office-visits-xlsx": WORKERS,
    "office-visit": WORKERS,
}
