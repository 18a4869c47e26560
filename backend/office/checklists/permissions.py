"""Who may read, load, publish and try checklists (标准)."""

from backend.accounts.access import Row, only
from backend.accounts.roles import OFFICE, READERS, Role

WORKERS = only(*OFFICE)
LOADS = only(Role.REGISTRAR)
PUBLISHES = only(Role.REVIEWER, Role.HEAD, Role.PUBLISHER)
TRIES = (Role.REGISTRAR, Role.REVIEWER, Role.HEAD, Role.PUBLISHER)
SEES_TRIALS = (*TRIES, *sorted(READERS))

ROWS: dict[str, Row] = {
    "office-checklists": WORKERS,
    "office-checklists-csv": WORKERS,
    "office-checklists-xlsx": WORKERS,
    "office-checklist": WORKERS,
    "office-checklist-case": WORKERS,
    "office-checklist-diff": WORKERS,
    "office-checklist-steps": WORKERS,
    "office-load-checklist": LOADS,
    "office-upload-checklist": LOADS,
    "office-checklist-import": LOADS,
    "office-apply-checklist-import": LOADS,
    "office-checklist-sheet": WORKERS,
    "office-propose-checklist": LOADS,
    "office-publish-checklist": PUBLISHES,
    "office-what-ifs": only(*SEES_TRIALS),
    "office-ask-what-if": only(*TRIES),
    "office-what-if": only(*SEES_TRIALS),
    "office-what-if-csv": only(*SEES_TRIALS),
    "office-what-if-xlsx": only(*SEES_TRIALS),
    "office-stop-what-if": only(*TRIES),
    "office-resume-what-if": only(*TRIES),
}
