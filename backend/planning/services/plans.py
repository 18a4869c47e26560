"""The yearly plan: made, submitted, approved by another, published."""

from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person, Region
from backend.accounts.roles import Role
from backend.accounts.selectors import holds
from backend.core import clock, outbox
from backend.core.refusals import Conflict, Forbidden
from backend.inspections.models import Nature
from backend.inspections.services.plan import demand_fitting_list
from backend.oplog.services import record
from backend.planning.models import Floor, Plan
from backend.planning.refusals import (
    ApproverSubmitted,
    CapBelowFloor,
    ChecklistOutOfForce,
    FloorMissing,
    ItemUnknown,
    PlanState,
    RatioBelowFloor,
    SpecialUnfiled,
    WindowOutside,
)
from backend.planning.rules import cap_for, floor_for, policy_for
from backend.standards.models import ChecklistVersion
from backend.standards.selectors import by_digest

DEFAULT_POLICY = "routine-by-ratio-2026"
SPECIAL = "special"
DECIDED = {"nature", "checklist", "policy", "floor_ratio", "floor_source"}  # looked up first


@dataclass(frozen=True, slots=True)
class PlanTerms:
    """What a scheduler writes into a plan.

    items: ids of the checklist's items, none for all.  floor_ratio: share 0..1, at least the
    region's floor; None takes the floor itself.
    """

    title: str
    year: int
    nature: str
    department: str
    checklist: UUID
    window_from: date
    window_until: date
    items: list[str] = field(default_factory=list)
    partners: list[str] = field(default_factory=list)
    policy: str = DEFAULT_POLICY
    floor_ratio: Decimal | None = None
    floor_source: str = ""
    basis: str = ""
    approving_authority: str = ""
    filing_receipt: str = ""


@transaction.atomic
def create_plan(*, region: Region, terms: PlanTerms, by: Person) -> Plan:
    """Draft a plan (编制年度抽查计划); floors and cap are copied with their source.

    Raises WindowOutside, ItemUnknown, ChecklistOutOfForce, ChecklistNotPublished,
    NatureChecklistMismatch, FloorMissing, RatioBelowFloor, CapBelowFloor, PolicyUnknown.
    """
    nature = Nature.objects.get(pk=terms.nature)
    _demand_window(terms)
    checklist = ChecklistVersion.objects.get(pk=terms.checklist)
    _demand_items(checklist, nature, terms)
    plan = Plan(
        region=region,
        nature=nature,
        checklist=checklist,
        policy=policy_for(region, terms.policy, terms.window_from),
        made_at=clock.now(),
        made_by=by,
        **{name: value for name, value in asdict(terms).items() if name not in DECIDED},
    )
    _measure(plan, terms)
    plan.save(force_insert=True)
    _log(plan, "created", by)
    return plan


@transaction.atomic
def submit_plan(*, plan_id: UUID, by: Person, seen_version: int | None = None) -> Plan:
    """Hand a draft to the head (提交计划); raises PlanState, Conflict."""
    plan = _taken(plan_id, seen_version, Plan.State.DRAFT)
    plan.submitted_by, plan.submitted_at = by, clock.now()
    return _moved(plan, Plan.State.SUBMITTED, by, "submitted_by", "submitted_at")


@transaction.atomic
def approve_plan(*, plan_id: UUID, by: Person, seen_version: int | None = None) -> Plan:
    """Approve a submitted plan as the head (批准计划).

    Raises Forbidden unless the person is head there, ApproverSubmitted, PlanState, Conflict.
    Source: 重庆 令375 art. 17 (the head approves the plan).
    """
    plan = _taken(plan_id, seen_version, Plan.State.SUBMITTED)
    if not holds(by, Role.HEAD, plan.region):
        raise Forbidden("only the head approves", expected=Role.HEAD, place=plan.region_id)
    if by.pk == plan.submitted_by_id:
        raise ApproverSubmitted(
            "who submitted a plan does not approve it",
            expected="the head, another person than the submitter",
            came=str(by.pk),
            do="let the scheduler submit it",
        )
    plan.approved_by, plan.approved_at = by, clock.now()
    return _moved(plan, Plan.State.APPROVED, by, "approved_by", "approved_at")


@transaction.atomic
def publish_plan(*, plan_id: UUID, by: Person, seen_version: int | None = None) -> Plan:
    """Make an approved plan public (公布计划): items, floor, cap, window.

    Raises SpecialUnfiled when a 专项 lacks its authority or receipt, PlanState, Conflict.
    """
    plan = _taken(plan_id, seen_version, Plan.State.APPROVED)
    if plan.nature_id == SPECIAL and not (plan.approving_authority and plan.filing_receipt):
        raise SpecialUnfiled(
            "a special check is approved and filed first",
            expected="approving_authority and filing_receipt",
            came="none",
            do="write a plan that names both",
        )
    plan.published_by, plan.published_at = by, clock.now()
    moved = _moved(plan, Plan.State.PUBLISHED, by, "published_by", "published_at")
    outbox.emit("plan.published", str(plan.pk), public_view(moved))
    return moved


def public_view(plan: Plan) -> dict[str, object]:
    """Give what anybody may read of a published plan."""
    return {
        "plan": str(plan.pk),
        "title": plan.title,
        "year": plan.year,
        "region": plan.region_id,
        "nature": plan.nature.title_zh,
        "departments": plan.departments,
        "checklist": f"{plan.checklist.standard}/{plan.checklist.version}",
        "checklist_digest": plan.checklist.digest,
        "items": plan.items,
        "floor_ratio": str(plan.floor_ratio),
        "floor_source": plan.floor_source,
        "floor_visits": plan.floor_visits,
        "floor_visits_source": plan.floor_visits_source,
        "cap": plan.cap,
        "cap_source": plan.cap_source,
        "window": [plan.window_from.isoformat(), plan.window_until.isoformat()],
        "approving_authority": plan.approving_authority,
        "filing_receipt": plan.filing_receipt,
        "published_at": plan.published_at.isoformat() if plan.published_at else "",
    }


def _demand_window(terms: PlanTerms) -> None:
    if terms.window_from.year == terms.year and terms.window_from <= terms.window_until:
        return
    raise WindowOutside(
        "the window does not fit the year",
        expected=f"a window that begins in {terms.year} and runs forward",
        came=f"{terms.window_from} to {terms.window_until}",
        place="window_from",
    )


def _demand_items(checklist: ChecklistVersion, nature: Nature, terms: PlanTerms) -> None:
    """Only published items of a list in force may be planned. Source: 国办发〔2024〕54号."""
    demand_fitting_list(nature, checklist)
    first, last = checklist.in_force_from, checklist.in_force_to
    if terms.window_from < first or (last and terms.window_from > last):
        raise ChecklistOutOfForce(
            f"{checklist.standard}/{checklist.version}",
            expected=f"in force on {terms.window_from}",
            came=f"{first} to {last or ''}",
            do="choose the version in force",
        )
    unknown = sorted(set(terms.items) - set(by_digest(checklist.digest).by_code))
    if unknown:
        raise ItemUnknown(
            "not on the published list",
            expected=f"items of {checklist.standard}/{checklist.version}",
            came=", ".join(unknown[:5]),
            do="plan published items only",
            place="items",
        )


def _measure(plan: Plan, terms: PlanTerms) -> None:
    """Copy floors and cap into the plan; the plan works between them.

    Source: law-and-office.md 2; every row carries its own source.
    """
    day = terms.window_from
    least = floor_for(plan.region, plan.department, Floor.Kind.RATIO, day)
    visits = floor_for(plan.region, plan.department, Floor.Kind.VISITS, day)
    cap = cap_for(plan.region, plan.department, plan.year)
    plan.floor_ratio, plan.floor_source = _ratio(terms, least)
    if visits:
        plan.floor_visits, plan.floor_visits_source = int(visits.amount), visits.source
    if cap:
        plan.cap, plan.cap_source = cap.visits, cap.source
    if cap and visits and cap.visits < visits.amount:
        raise CapBelowFloor(
            "the cap leaves no lawful number of visits",
            expected=f"at least {int(visits.amount)}: {visits.source}",
            came=f"{cap.visits}: {cap.source}",
            do="have the cap corrected",
        )


def _ratio(terms: PlanTerms, least: Floor | None) -> tuple[Decimal, str]:
    if terms.floor_ratio is None:
        if least is None:
            raise FloorMissing(
                "no ratio for this region",
                expected="floor_ratio and floor_source, or a floor of the region",
                came="none",
                do="name the ratio with its source",
                place="floor_ratio",
            )
        return least.amount, least.source
    if least and terms.floor_ratio < least.amount:
        raise RatioBelowFloor(
            "the plan draws too few",
            expected=f"at least {least.amount.normalize()}: {least.source}",
            came=str(terms.floor_ratio),
            do="raise the ratio",
            place="floor_ratio",
        )
    if not terms.floor_source and least is None:
        raise FloorMissing(
            "a ratio has a source", expected="floor_source", came="none", place="floor_source"
        )
    return terms.floor_ratio, terms.floor_source or (least.source if least else "")


def _taken(plan_id: UUID, seen_version: int | None, state: str) -> Plan:
    """Lock the plan; raises Conflict when it moved on, PlanState in another state."""
    plan = (
        Plan.objects.select_for_update(of=("self",))
        .select_related("region", "nature", "checklist")
        .get(pk=plan_id)
    )
    if seen_version is not None and plan.version != seen_version:
        raise Conflict(
            "the plan moved on", expected=f"version {plan.version}", came=f"{seen_version}"
        )
    if plan.state != state:
        raise PlanState(
            f"the plan is {plan.state}", expected=state, came=plan.state, do="read it again"
        )
    return plan


def _moved(plan: Plan, state: str, by: Person, *fields: str) -> Plan:
    plan.state, plan.version = state, plan.version + 1
    plan.save(update_fields=["state", "version", *fields])
    _log(plan, state, by)
    return plan


def _log(plan: Plan, verb: str, by: Person) -> None:
    body = {"version": plan.version, "nature": plan.nature_id, "region": plan.region_id}
    record(kind=f"plan.{verb}", subject=str(plan.pk), actor=str(by.pk), body=body)
