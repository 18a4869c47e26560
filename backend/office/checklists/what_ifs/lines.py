"""Trials of a checklist version as lines (试算)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from backend.inspections.models import WhatIf, WhatIfRow

State, Moved = WhatIf.State, WhatIfRow.Moved
STATES = {  # state → icon and tone
    State.WAITING: ("clock", "off"),
    State.RUNNING: ("refresh-cw", "accent"),
    State.DONE: ("circle-check", "ok"),
    State.FAILED: ("circle-alert", "late"),
    State.STOPPED: ("circle-x", "off"),
}
WAYS = {  # way → icon and tone
    Moved.UP: ("chevron-up", "ok"),
    Moved.DOWN: ("chevron-down", "late"),
    Moved.CHANGED: ("pen-line", "due"),
    Moved.SAME: ("minus", "off"),
    Moved.UNGRADED: ("circle-dashed", "off"),
}
FAULTS = {  # code of a trial's error → what to say
    "not-found": gettext_lazy("所选版本在试算开始后已重新载入，请按新内容再试算"),
    "incomplete-standard": gettext_lazy("有一个版本不能据以评定"),
    "no-level-here": gettext_lazy("两个版本的结果不是同一种"),
    "no-stratum": gettext_lazy("按名次划线的标准需要分组数据，系统中还没有"),
    "unexpected": gettext_lazy("系统内部错误，已记录"),
}


@dataclass(frozen=True, slots=True)
class TrialLine:
    """One trial as a row."""

    run: WhatIf

    @property
    def icon(self) -> str:
        """Name the mark of the state."""
        return STATES[State(self.run.state)][0]

    @property
    def tone(self) -> str:
        """Say how the mark is coloured."""
        return STATES[State(self.run.state)][1]

    @property
    def going(self) -> bool:
        """Whether it is not over."""
        return self.run.state in (State.WAITING, State.RUNNING)

    @property
    def error(self) -> str:
        """Say why it failed."""
        code = self.run.error.get("code", "")
        return str(FAULTS.get(code, code))

    @property
    def counts(self) -> list[tuple[str, str, str, Any, int]]:
        """Give way, icon, tone, word and number of the visits that moved so."""
        moved = self.run.summary.get("moved", {})
        return [
            (way.value, *WAYS[way], way.label, moved[way.value]) for way in Moved if way in moved
        ]

    @property
    def stale(self) -> bool:
        """Whether one of the versions has been loaded anew since."""
        run = self.run
        digests = (run.before.digest, run.after.digest)
        return digests != (run.before_digest, run.after_digest)
