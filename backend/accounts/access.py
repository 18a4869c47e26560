"""How a row of the permission table is read: who may call a route at all.

Whether the thing itself is yours to see is the selectors' business (404).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from backend.accounts.roles import Role
from backend.accounts.selectors import Caller, roles_of


@dataclass(frozen=True, slots=True)
class Row:
    """Who may call a route: everybody, whoever is logged in, or holders of a role."""

    roles: frozenset[str] = frozenset()
    public: bool = False
    signed_in: bool = False

    def allows(self, caller: Caller) -> bool:
        """Say whether the caller may."""
        if self.public:
            return True
        if not caller.is_authenticated:
            return False
        return self.signed_in or bool(self.roles & roles_of(caller))


PUBLIC = Row(public=True)
SIGNED_IN = Row(signed_in=True)


def only(*roles: Role) -> Row:
    """Make a row for these roles."""
    return Row(roles=frozenset(roles))


Table = Mapping[str, Row]
