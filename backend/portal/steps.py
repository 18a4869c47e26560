"""The way of an application as a line of steps (办理进度)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from backend.ratings.models import Application

State = Application.State
ORDER = (
    (State.DRAFT, _("自评和提交")),
    (State.SUBMITTED, _("受理")),
    (State.ACCEPTED, _("抽取评定人员")),
    (State.ASSESSING, _("现场评定")),
    (State.SCORED, _("反馈意见和委员会表决")),
    (State.VOTED, _("准备公示")),
    (State.NOTICED, _("公示")),
    (State.CONFIRMED, _("确认等级")),
)
ENDED = (State.REFUSED, State.FAILED, State.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: done, now or ahead."""

    title: Any
    state: str

    @property
    def icon(self) -> str:
        """Name its mark."""
        return {"done": "circle-check", "now": "clock"}.get(self.state, "circle-dashed")


def steps_of(row: Application, told: dict[str, Any]) -> list[Step]:
    """Give the steps; none for one that ended before its end."""
    if row.state in ENDED:
        return []
    names = [state for state, _title in ORDER]
    here = names.index(State(row.state))
    here += row.state == State.CONFIRMED
    return [
        Step(title, "done" if n < here else "now" if n == here else "ahead")
        for n, (_state, title) in enumerate(ORDER)
    ]
