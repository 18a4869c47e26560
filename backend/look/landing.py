"""Where somebody lands who logs in (登录后的首页)."""

from backend.accounts.roles import OFFICE, Role
from backend.accounts.selectors import Caller, roles_of


def landing_of(person: Caller) -> str:
    """Name the first page: the portal for who acts for a home, the ratings for the committee."""
    roles = roles_of(person)
    if roles & OFFICE:
        return "office-home"
    if Role.COMMITTEE in roles:
        return "office-rounds"
    return "portal" if Role.HOME_MANAGER in roles else "office-home"
