"""Who may open the pages of the ledger (履职台账)."""

from backend.accounts.access import Row, only
from backend.accounts.roles import OFFICE, Role

WORKERS = only(*OFFICE)
KEEPERS = (Role.HEAD, Role.REVIEWER)
KEEPS = only(*KEEPERS)

ROWS: dict[str, Row] = {
    "office-duties": WORKERS,
    "office-duty-list": WORKERS,
    "office-duty-list-csv": WORKERS,
    "office-duty-list-xlsx": WORKERS,
    "office-duty": WORKERS,
    "office-excuse-duty": KEEPS,
    "office-note-duty-done": KEEPS,
    "office-duty-files": WORKERS,
    "office-ask-duty-file": KEEPS,
}
