"""The yearly plan: measured against floor and cap, approved by another, public."""

from datetime import date
from decimal import Decimal

import pytest

from backend.core.models import Event as Waiting
from backend.core.refusals import Conflict, Forbidden, Refusal
from backend.oplog.models import Event
from backend.planning import services
from backend.planning.models import Floor, Plan
from backend.planning.refusals import (
    ApproverSubmitted,
    CapBelowFloor,
    FloorMissing,
    ItemUnknown,
    PlanState,
    RatioBelowFloor,
    SpecialUnfiled,
    WindowOutside,
)
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.planning import make as planning

pytestmark = pytest.mark.django_db


def floor(amount: str, kind: str = "ratio") -> Floor:
    return services.set_floor(
        region=make.region("230100"),
        department="民政",
        kind=kind,
        amount=Decimal(amount),
        valid_from=date(2020, 1, 1),
        source="合成：市级下限",
        actor="system",
    )


def test_floor_and_cap_stand_in_the_plan_with_their_sources() -> None:
    planning.cap(2)
    plan = planning.draft()
    assert (plan.cap, plan.cap_source) == (2, planning.CAP_SOURCE)
    assert (plan.floor_ratio, plan.floor_source) == (Decimal("0.40"), planning.RATIO_SOURCE)
    assert plan.floor_visits == 1
    assert "民政部令第66号" in plan.floor_visits_source


def test_a_ratio_below_the_citys_floor_is_refused() -> None:
    floor("0.5")
    with pytest.raises(RatioBelowFloor):
        planning.draft()


def test_without_a_ratio_of_its_own_the_plan_takes_the_floor() -> None:
    floor("0.3")
    plan = planning.draft(floor_ratio=None, floor_source="")
    assert (plan.floor_ratio, plan.floor_source) == (Decimal("0.3"), "合成：市级下限")


@pytest.mark.parametrize("ratio", [None, Decimal("0.4")])
def test_a_ratio_needs_a_source(ratio: Decimal | None) -> None:
    with pytest.raises(FloorMissing):
        planning.draft(floor_ratio=ratio, floor_source="")


def test_a_cap_below_what_the_law_asks_for_is_refused() -> None:
    planning.cap(1)
    floor("2", kind="visits")
    with pytest.raises(CapBelowFloor):
        planning.draft()


def test_only_items_of_the_published_list_are_planned() -> None:
    assert planning.draft(items=["safety.exit"]).items == ["safety.exit"]
    with pytest.raises(ItemUnknown):
        planning.draft(items=["safety.exit", "safety.invented"])


@pytest.mark.parametrize(
    ("natures", "state", "code"),
    [
        ("rating", "published", "nature-checklist-mismatch"),
        ("inspection", "draft", "checklist-not-published"),
    ],
)
def test_a_list_that_may_not_be_used_is_refused(natures: str, state: str, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        planning.draft(checklist=visits.checklist(natures, state=state).pk)
    assert refusal.value.code == code


def test_the_window_begins_in_the_plans_year() -> None:
    with pytest.raises(WindowOutside):
        planning.draft(year=2025)


def test_draft_submitted_approved_published_each_logged_once() -> None:
    plan = planning.published()
    assert plan.state == Plan.State.PUBLISHED
    kinds = Event.objects.filter(subject=str(plan.pk)).order_by("at")
    assert list(kinds.values_list("kind", flat=True)) == [
        "plan.created",
        "plan.submitted",
        "plan.approved",
        "plan.published",
    ]
    told = Waiting.objects.get(name="plan.published").payload
    assert (told["floor_ratio"], told["cap"]) == ("0.4000", None)


def test_who_submitted_a_plan_does_not_approve_it() -> None:
    both = make.person("scheduler", "head")
    plan = planning.draft()
    services.submit_plan(plan_id=plan.pk, by=both)
    with pytest.raises(ApproverSubmitted):
        services.approve_plan(plan_id=plan.pk, by=both)


@pytest.mark.parametrize(("role", "at"), [("reviewer", "230102"), ("head", "230103")])
def test_only_the_head_of_the_region_approves(role: str, at: str) -> None:
    plan = planning.draft()
    services.submit_plan(plan_id=plan.pk, by=plan.made_by)
    with pytest.raises(Forbidden):
        services.approve_plan(plan_id=plan.pk, by=make.person(role, at=at))


def test_a_plan_is_not_published_before_it_is_approved() -> None:
    plan = planning.draft()
    with pytest.raises(PlanState):
        services.publish_plan(plan_id=plan.pk, by=plan.made_by)


def test_a_stale_version_changes_nothing() -> None:
    plan = planning.draft()
    with pytest.raises(Conflict):
        services.submit_plan(plan_id=plan.pk, by=plan.made_by, seen_version=7)
    plan.refresh_from_db()
    assert plan.state == Plan.State.DRAFT


def test_a_special_check_names_its_authority_and_filing() -> None:
    with pytest.raises(SpecialUnfiled):
        planning.published(nature="special")
    plan = planning.published(
        nature="special", approving_authority="合成：区政府", filing_receipt="合成备〔2026〕1号"
    )
    assert plan.state == Plan.State.PUBLISHED
