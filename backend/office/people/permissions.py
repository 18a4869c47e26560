"""Who may open people, officers and issuing agencies, and act there (人员)."""

from backend.accounts.access import Row, only
from backend.accounts.roles import OFFICE, READERS, Role

ADMITS = (Role.PLATFORM_ADMIN,)
SEES_PEOPLE = (*ADMITS, Role.HEAD, *sorted(READERS))
REGISTERS = (Role.REGISTRAR,)
PEOPLE = only(*SEES_PEOPLE)
WORKERS = only(*OFFICE)

ROWS: dict[str, Row] = {
    "office-people": PEOPLE,
    "office-people-csv": PEOPLE,
    "office-people-xlsx": PEOPLE,
    "office-person": PEOPLE,
    "office-create-person": only(*ADMITS),
    "office-grant-role": only(*ADMITS),
    "office-end-grant": only(*ADMITS),
    "office-block-person": only(*ADMITS),
    "office-unblock-person": only(*ADMITS),
    "office-end-sessions": only(*ADMITS),
    "office-officers": WORKERS,
    "office-officers-csv": WORKERS,
    "office-officers-xlsx": WORKERS,
    "office-officer": WORKERS,
    "office-add-officer": only(*REGISTERS),
    "office-declare-interest": only(*REGISTERS),
    "office-record-year": only(*REGISTERS),
    "office-agencies": WORKERS,
    "office-agencies-csv": WORKERS,
    "office-agencies-xlsx": WORKERS,
    "office-agency": WORKERS,
    "office-keep-agency": only(*ADMITS),
}
