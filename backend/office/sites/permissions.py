"""Who may open the register of homes, and change it (机构名录)."""

from backend.accounts.access import Row, only
from backend.accounts.roles import OFFICE, Role

WORKERS = only(*OFFICE)
KEEPS_REGISTER = (Role.REGISTRAR,)
KEEPS_NUMBERS = (Role.REGISTRAR, Role.PLATFORM_ADMIN)
KEEPS = only(*KEEPS_REGISTER)

ROWS: dict[str, Row] = {
    "office-sites": WORKERS,
    "office-sites-csv": WORKERS,
    "office-sites-xlsx": WORKERS,
    "office-site": WORKERS,
    "office-site-imports": KEEPS,
    "office-site-template": KEEPS,
    "office-import-sites": KEEPS,
    "office-site-import": KEEPS,
    "office-site-import-faults-csv": KEEPS,
    "office-site-import-faults-xlsx": KEEPS,
    "office-site-import-rows-csv": KEEPS,
    "office-site-import-rows-xlsx": KEEPS,
    "office-apply-site-import": KEEPS,
    "office-appoint-manager": KEEPS,
    "office-add-contact": only(*KEEPS_NUMBERS),
    "office-withdraw-contact": only(*KEEPS_NUMBERS),
}
