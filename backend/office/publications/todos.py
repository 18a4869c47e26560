"""What waits in publications (公示待办)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.roles import READERS, Role
from backend.core import clock
from backend.office.reach import Reach
from backend.office.todos import Todo
from backend.publication import selectors as publication
from backend.publication.models import Publication

PUBLICATIONS = "office-publications"
OVERSEES = {Role.HEAD, Role.REVIEWER, *READERS}
Shown = Publication.State


def waiting(reach: Reach) -> Iterator[Todo]:
    """Count what is due, and takedowns that wait for a second person; one query."""
    person, roles = reach.person, reach.roles
    if not roles & (OVERSEES | {Role.PUBLISHER}):
        return
    due, down = Q(state=Shown.DUE), Q(state=Shown.TAKEN_DOWN, confirmed_at=None)
    late = due & Q(due_on__lt=clock.today())
    seen = publication.visible_to(person).order_by()
    found = seen.aggregate(
        due=Count("pk", filter=due),
        late=Count("pk", filter=late),
        down=Count("pk", filter=down),
    )
    word = _("待公示结果")
    yield Todo(found["due"], word, "megaphone", PUBLICATIONS, "?todo=due", found["late"], True)
    yield Todo(found["down"], _("下架待确认"), "eye-off", PUBLICATIONS, "?todo=confirm")
