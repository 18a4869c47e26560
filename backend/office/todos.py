"""What waits for somebody today (待办): one registry, one module a field of work.

The `todos` of a field named in FIELDS has ``waiting(reach) -> Iterable[Todo]``; it counts only
what the person's roles let him do, by as few queries as it can, and never a query a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.urls import reverse

from backend.accounts.models import Person
from backend.office.reach import Reach

FIELDS = (
    "approvals",
    "visits",
    "orders",
    "publications",
    "plans",
    "draws",
    "ratings",
)  # in the order they are shown


@dataclass(frozen=True, slots=True)
class Todo:
    """One number, its word, its mark and the filtered list behind it.

    route: name of the list's page; query: its filters, with the leading question mark.
    late: how many of them are past their term; always: shown though there is nothing to do.
    """

    count: int
    what: Any
    icon: str
    route: str
    query: str = ""
    late: int = 0
    always: bool = False

    @property
    def address(self) -> str:
        """Give the address of the list."""
        return f"{reverse(self.route)}{self.query}"


def todos(person: Person) -> list[Todo]:
    """Give what waits for somebody, in the order of the fields."""
    reach = Reach(person)
    modules = (import_module(f"backend.office.{name}.todos") for name in FIELDS)
    found = (one for module in modules for one in module.waiting(reach))
    return [one for one in found if one.count or one.always]
