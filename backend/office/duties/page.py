"""One duty (应办事项): its term, what it rests on, who excused it."""

from __future__ import annotations

from typing import Any

from backend.accounts.models import Person
from backend.core.refusals import Missing
from backend.duties import selectors
from backend.duties.models import Duty, Excuse
from backend.look.page import Page, person_of
from backend.office.duties.lines import DutyLine
from backend.office.duties.permissions import KEEPERS
from backend.office.reach import Reach


class DutyPage(Page):
    """/office/duties/{id}; a duty of another county is not there."""

    here = "duties"
    template_name = "office/duties/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it; raises Missing."""
        person = person_of(self.request)
        duty = found(person, kwargs["duty_id"])
        open_now = duty.state in (Duty.State.OPEN, Duty.State.LATE)
        keeps = Reach(person).may(duty.region, *KEEPERS)
        noted = duty.kind.by_hand and duty.state not in (Duty.State.DONE, Duty.State.CANCELLED)
        return super().get_context_data(
            duty=duty,
            line=DutyLine(duty),
            excuses=[Excuse(code) for code in duty.kind.excuses] if keeps and open_now else [],
            may_note=keeps and noted,
            **kwargs,
        )


def found(person: Person, duty_id: Any) -> Duty:
    """Find a duty somebody may see; raises Missing."""
    duty = selectors.visible_to(person).filter(pk=duty_id).first()
    if duty is None:
        raise Missing("没有这项应办事项，或者不在你的管辖范围")
    return duty
