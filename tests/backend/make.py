"""Builders: each makes one valid thing; nothing random."""

from itertools import count

from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import AccessToken

from backend.accounts.models import Grant, Person, Region

DAOLI = "230102"
NANGANG = "230103"
_numbers = count(1)


def region(code: str = DAOLI) -> Region:
    """Give a region of the shipped table."""
    return Region.objects.get(pk=code)


def person(
    *roles: str, at: str = DAOLI, username: str = "", name: str = "", department: str = "民政"
) -> Person:
    """Make somebody who holds the roles in a region; without a password."""
    username = username or f"person-{next(_numbers)}"
    made = Person.objects.create(username=username, name=name or username, department=department)
    for role in roles:
        Grant.objects.create(person=made, role=role, region=region(at))
    return made


def client_for(somebody: Person | None = None) -> APIClient:
    """Give a client that calls the API as somebody, or as nobody."""
    client = APIClient()
    if somebody is not None:
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {AccessToken.for_user(somebody)}")
    return client
