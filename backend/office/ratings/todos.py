"""What waits in ratings and levels (等级评定待办)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import Role
from backend.accounts.selectors import scope
from backend.core import clock
from backend.office.ratings.applications.filters import seen_by_office
from backend.office.ratings.applications.waits import WAITS, condition, duty
from backend.office.ratings.levels.filters import level_todo, levels_of_office
from backend.office.reach import Reach
from backend.office.todos import Todo

APPLICATIONS, LEVELS = "office-applications", "office-levels"


def waiting(reach: Reach) -> Iterator[Todo]:
    """Count what somebody has to do: one query for all applications, two for levels."""
    person, roles, today = reach.person, reach.roles, clock.today()
    mine = [one for one in WAITS if roles & {*one.roles}]
    wanted = {
        one.name: Count("pk", filter=duty(one, reach.grants) & condition(one.name, person, today))
        for one in mine
    }
    found = seen_by_office(person).order_by().aggregate(**wanted) if wanted else {}
    for one in mine:
        yield Todo(found[one.name], one.word, one.icon, APPLICATIONS, f"?todo={one.name}")
    if Role.HEAD in roles:
        own = levels_of_office(person).filter(scope(person, Role.HEAD, field="site__region"))
        hazards, removals = level_todo(own, "hazard").count(), level_todo(own, "removal").count()
        yield Todo(hazards, _("有重大隐患的等级"), "siren", LEVELS, "?todo=hazard", late=hazards)
        yield Todo(removals, _("撤销、降级待决定"), "gavel", LEVELS, "?todo=removal")
