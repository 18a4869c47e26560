"""Who may open the pages of the office; which rows they show is the selectors' business."""

from backend.accounts.access import Row, only
from backend.accounts.roles import OFFICE, READERS, Role

WORKERS = only(*OFFICE)
KEEPS_TABLETS = (Role.REGISTRAR, Role.PLATFORM_ADMIN)
SEES_TABLETS = (*KEEPS_TABLETS, Role.HEAD, *sorted(READERS))
TABLETS = only(*SEES_TABLETS)
TABLET_VERBS = only(*KEEPS_TABLETS)

ROWS: dict[str, Row] = {
    "office-home": WORKERS,
    "office-visits": WORKERS,
    "office-visits-csv": WORKERS,
    "office-visits-xlsx": WORKERS,
    "office-visit": WORKERS,
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
}
