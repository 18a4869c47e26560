"""Who may open the pages of the office; which rows they show is the selectors' business."""

from backend.accounts.access import Row, only
from backend.accounts.roles import OFFICE, READERS, Role
from backend.office import casework_permissions, duties_permissions
from backend.office.rating_permissions import ROWS as RATINGS

WORKERS = only(*OFFICE)
KEEPS_TABLETS = (Role.REGISTRAR, Role.PLATFORM_ADMIN)
SEES_TABLETS = (*KEEPS_TABLETS, Role.HEAD, *sorted(READERS))
TABLETS = only(*SEES_TABLETS)
TABLET_VERBS = only(*KEEPS_TABLETS)
LOADS = only(Role.REGISTRAR)
PUBLISHES = only(Role.REVIEWER, Role.HEAD, Role.PUBLISHER)
TRIES = (Role.REGISTRAR, Role.REVIEWER, Role.HEAD, Role.PUBLISHER)
SEES_TRIALS = (*TRIES, *sorted(READERS))

ROWS: dict[str, Row] = {
    **RATINGS,
    "office-home": WORKERS,
    "office-visits": WORKERS,
    "office-visits-csv": WORKERS,
    "office-visits-xlsx": WORKERS,
    "office-visit": WORKERS,
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
    "office-devices": TABLETS,
    "office-devices-csv": TABLETS,
    "office-devices-xlsx": TABLETS,
    "office-device": TABLETS,
    "office-make-code": TABLET_VERBS,
    "office-revoke": TABLET_VERBS,
    "office-grant-reset": TABLET_VERBS,
    "office-refuse-reset": TABLET_VERBS,
    "office-import-journal": TABLET_VERBS,
    "office-open-ciphertext": only(Role.PLATFORM_ADMIN),
    **casework_permissions.ROWS,
    **duties_permissions.ROWS,
}
