"""People, roles, logins and tablets: verbs."""

from backend.accounts.services.devices import (
    CODE_LASTS,
    enrol_device,
    make_enrolment_code,
    revoke_device,
)
from backend.accounts.services.leaving import block_person, end_grant, unblock_person
from backend.accounts.services.people import create_person, grant_role, region
from backend.accounts.services.resets import ask_reset, fetch_reset, grant_reset, refuse_reset
from backend.accounts.services.sessions import (
    begin_session,
    end_session,
    end_sessions_of,
    renew_session,
    running_family,
)

__all__ = [
    "CODE_LASTS",
    "ask_reset",
    "begin_session",
    "block_person",
    "create_person",
    "end_grant",
    "end_session",
    "end_sessions_of",
    "enrol_device",
    "fetch_reset",
    "grant_reset",
    "grant_role",
    "make_enrolment_code",
    "refuse_reset",
    "region",
    "renew_session",
    "revoke_device",
    "running_family",
    "unblock_person",
]
