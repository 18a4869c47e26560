"""Who decides what waits (审批)."""

from backend.accounts.access import Row, only
from backend.accounts.roles import Role

ROWS: dict[str, Row] = {
    "office-approvals": only(Role.HEAD, Role.REVIEWER, Role.PUBLISHER),
    "office-decide-visits": only(Role.HEAD, Role.REVIEWER),
    "office-approve-plan": only(Role.HEAD),
}
