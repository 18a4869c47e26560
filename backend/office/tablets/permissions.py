"""Who may open tablets, and act there (平板)."""

from backend.accounts.access import Row, only
from backend.accounts.roles import READERS, Role

KEEPS_TABLETS = (Role.REGISTRAR, Role.PLATFORM_ADMIN)
SEES_TABLETS = (*KEEPS_TABLETS, Role.HEAD, *sorted(READERS))
TABLETS = only(*SEES_TABLETS)
KEEPS = only(*KEEPS_TABLETS)

ROWS: dict[str, Row] = {
    "office-devices": TABLETS,
    "office-devices-csv": TABLETS,
    "office-devices-xlsx": TABLETS,
    "office-device": TABLETS,
    "office-make-code": KEEPS,
    "office-revoke": KEEPS,
    "office-grant-reset": KEEPS,
    "office-refuse-reset": KEEPS,
    "office-import-journal": KEEPS,
    "office-open-ciphertext": only(Role.PLATFORM_ADMIN),
}
