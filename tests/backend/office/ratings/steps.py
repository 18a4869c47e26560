"""What the tests of applications share: who looks, where, and what a page's form sends."""

from typing import Any

from backend.ratings.models import Application
from tests.backend import make
from tests.backend.pages import browser

LIST = "/office/applications"


def as_role(*roles: str, at: str = make.DAOLI) -> Any:
    """Give a browser of somebody who holds the roles in a region."""
    return browser(make.person(*roles, at=at))


def page_of(row: Application) -> str:
    """Give the address of an application's page."""
    return f"{LIST}/{row.pk}"


def state_of(row: Application) -> str:
    """Say how an application stands now."""
    row.refresh_from_db()
    return row.state


def seen(row: Application, **told: str) -> dict[str, str]:
    """Give what a form sends from the page as it is now."""
    row.refresh_from_db()
    return {"seen_version": str(row.version), **told}
