"""What waits in draws (抽查待办)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import Role
from backend.core import clock
from backend.draws import selectors as draws
from backend.draws.models import Draw
from backend.office.reach import Reach
from backend.office.todos import Todo

DRAWS = "office-draws"


def waiting(reach: Reach) -> Iterator[Todo]:
    """Count the announced draws whose values are to be entered."""
    if Role.SCHEDULER not in reach.roles:
        return
    mine = draws.visible_to(reach.person, Role.SCHEDULER).filter(state=Draw.State.ANNOUNCED)
    late = Q(randomness_on__lt=clock.today())
    counted = mine.order_by().aggregate(count=Count("pk"), late=Count("pk", filter=late))
    word = _("抽取待录入随机数")
    yield Todo(counted["count"], word, "dices", DRAWS, "?state=announced", counted["late"])
