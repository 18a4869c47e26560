"""What somebody of the office may act on: seen at all, and in a region where he holds the role."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from backend.accounts.models import Person, Region
from backend.accounts.selectors import grants_of
from backend.core.refusals import Forbidden, Missing

Row = TypeVar("Row", bound=Model)


class Reach:
    """The roles of one person, read once, asked for many regions."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.grants = list(grants_of(person))

    @property
    def roles(self) -> frozenset[str]:
        """Give the roles he holds anywhere."""
        return frozenset(one.role for one in self.grants)

    def over(self, region: Region) -> frozenset[str]:
        """Give the roles he holds in a region or above it."""
        return frozenset(one.role for one in self.grants if region.path.startswith(one.region.path))

    def may(self, region: Region, *roles: str) -> bool:
        """Say whether he holds one of the roles in the region or above it."""
        return not self.over(region).isdisjoint(roles)

    def demand(self, region: Region, *roles: str) -> None:
        """Raise Forbidden unless he holds one of the roles there."""
        if not self.may(region, *roles):
            raise Forbidden("你的角色不办理这一步", do="请有这项职责的同事办理")


def found(rows: QuerySet[Row], row_id: UUID, words: str) -> Row:
    """Give the row if it is among those somebody may see; raises Missing with the words."""
    row = rows.filter(pk=row_id).first()
    if row is None:
        raise Missing(words)
    return row
