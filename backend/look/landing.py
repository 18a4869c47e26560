"""Where somebody lands who logs in (登录后的首页)."""

from backend.accounts.roles import OFFICE, Role
from backend.accounts.selectors import Caller, roles_of


def landing_of(person: Caller) -> str:
    """Name the first page: the portal for who only acts for a home, else the office."""
    roles = roles_of(person)
    return "portal" if Role.HOME_MANAGER in roles and not roles & OFFICE else "office-home"
