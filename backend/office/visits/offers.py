"""Which verbs a visit's state and the reader's roles leave open (检查可办事项)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backend.accounts.roles import Role
from backend.calendar.services import add_working_days
from backend.core import clock
from backend.inspections.approvals import Step, standing, turn_of
from backend.inspections.models import Approval, Nature, Visit
from backend.office.reach import Reach
from backend.office.visits.permissions import ARRANGES, DECIDES, NOTIFIES, PROPOSES, STARTS
from backend.registers.models import Officer
from backend.registers.selectors import assessors_valid_on, officers_valid_on

State = Visit.State
BEFORE = (State.PROPOSED, State.ENDORSED, State.APPROVED, State.NOTIFIED)
TAKES = {  # step → who takes it
    Step.PROPOSE: PROPOSES,
    Step.ENDORSE: (Role.REVIEWER,),
    Step.APPROVE: (Role.HEAD,),
}
MOST = 300  # officers offered by name


@dataclass(frozen=True, slots=True)
class Offers:
    """The forms a page shows; soonest: the first day a notice leaves open."""

    step: Approval.Step | None
    returns: bool
    starts: bool
    notifies: bool
    arranges: bool
    cancels: bool
    soonest: date
    officers: list[Officer]

    @property
    def forms(self) -> list[str]:
        """Name the forms, so that a refusal of another stands above the page."""
        there = {
            "propose": self.step == Step.PROPOSE,
            "decide": self.step in (Step.ENDORSE, Step.APPROVE),
            "return": self.returns,
            "emergency": self.starts,
            "notify": self.notifies,
            "lend": self.arranges,
            "hand-over": self.arranges,
            "cancel": self.cancels,
        }
        return [name for name, shown in there.items() if shown]

    @property
    def any(self) -> bool:
        """Say whether there is anything to do."""
        return bool(self.forms)


def offers_of(visit: Visit, reach: Reach) -> Offers:
    """Give what the reader may do with a visit now."""
    region = visit.site.region
    turn = _turn(visit)
    arranges = visit.state in (*BEFORE, State.OPEN) and reach.may(region, *ARRANGES)
    notifies = visit.state == State.APPROVED and visit.nature.may_announce
    days = visit.nature.needs_notice_days
    soonest = add_working_days(clock.today(), days) if days else clock.today()
    return Offers(
        step=turn if turn and reach.may(region, *TAKES[turn]) else None,
        returns=turn in (Step.ENDORSE, Step.APPROVE) and reach.may(region, *DECIDES),
        starts=(
            visit.state in (State.PROPOSED, State.ENDORSED)
            and visit.nature.needs_approval
            and reach.may(region, *STARTS)
        ),
        notifies=notifies and reach.may(region, *NOTIFIES),
        arranges=arranges,
        cancels=visit.state in BEFORE and reach.may(region, *ARRANGES),
        soonest=max(soonest, visit.window_from),
        officers=_officers(visit) if arranges else [],
    )


def _turn(visit: Visit) -> Approval.Step | None:
    """Give the step that waits; none where nothing needs approval or nothing waits for it."""
    if not visit.nature.needs_approval or visit.state == State.CANCELLED:
        return None
    rows = list(visit.approvals.all())
    early = visit.state in (State.PROPOSED, State.ENDORSED)
    if not early and (not visit.emergency_reason or len(standing(rows)) == len(TAKES)):
        return None
    return turn_of(rows)


def _officers(visit: Visit) -> list[Officer]:
    """Give the certified officers of the department who may be lent, by name."""
    there = {one.officer_id for one in visit.officers.all() if one.left_at is None}
    day = max(clock.today(), visit.window_from)
    if visit.nature.crew == Nature.Crew.ASSESSMENT:
        rows = assessors_valid_on(day, visit.site.region)
    else:
        rows = officers_valid_on(day, visit.department, visit.site.region)
    return [one for one in rows.order_by("name", "pk")[:MOST] if one.pk not in there]
