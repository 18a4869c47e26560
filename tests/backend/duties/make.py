"""Scenes of the ledger (合成数据): each kind of duty begun, and what ticks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction

from backend.accounts.roles import Role
from backend.calendar.services import add_working_days
from backend.core import clock
from backend.draws.services import finish_draw
from backend.duties.models import Duty
from backend.duties.services import note_duty_done
from backend.inspections import services as inspections
from backend.inspections.models import Visit
from backend.papers.models import Paper
from backend.publication import services as publication
from backend.ratings import services as rating_services
from backend.ratings.models import Level
from backend.rectifications import services as rectifications
from backend.rectifications.models import Order
from backend.registers.models import Officer, Site
from tests.backend import make
from tests.backend.draws import make as draws
from tests.backend.inspections import make as visits
from tests.backend.planning import make as plans
from tests.backend.publication import make as publications
from tests.backend.ratings import make as ratings
from tests.backend.rectifications import make as orders
from tests.backend.registers import make as registers

LISTS = {"filing_check": "filing_check", "rating_review": "rating"}


@dataclass(frozen=True, slots=True)
class Scene:
    """A kind of duty: how it begins, and how it is done; begin gives what tick needs."""

    begin: Callable[[], Any]
    tick: Callable[[Any], Any]
    ground: str


def days_pass(days: int) -> None:
    """Move the demonstration clock."""
    with transaction.atomic():
        clock.advance(timedelta(days=days))


def inspected(home: Site) -> Visit:
    """Let a home be inspected to the lock."""
    return visits.locked("case", site=home)


def jointly(home: Site) -> None:
    """The same, with an officer of another department in the house."""
    visit, other = visits.walked("case", site=home), registers.officer(department="市场监管")
    visit.officers.create(
        officer=other,
        seat=9,
        department=other.department,
        certificate_number=other.certificate_number,
        certificate_until=other.certificate_until,
    )
    locked_by_hand(visit)


def locked_by_hand(visit: Visit, **more: Any) -> None:
    """Lock a visit without its tablet."""
    told = {"state": "locked", "locked_at": clock.now(), "lock_digest": "0" * 64, **more}
    Visit.objects.filter(pk=visit.pk).update(**told)


def looked_at(home: Site, nature: str = "filing_check") -> None:
    """Let somebody go there on another strength, to the lock."""
    crew: list[Officer] = []
    if nature == "rating_review":
        crew = [visits.assessor() for _ in range(2)]
    wish: dict[str, Any] = {"site": home, "checklist": visits.checklist(LISTS[nature])}
    visit = visits.plan(nature, **wish, **({"crew": crew} if crew else {}))
    Visit.objects.filter(pk=visit.pk).update(opened_at=clock.now(), state="open")
    locked_by_hand(visit)


def approve(visit: Visit) -> None:
    """Let three persons take the steps."""
    steps = (inspections.propose_visit, inspections.endorse_visit, inspections.approve_visit)
    for step in steps:
        step(visit.pk, person=make.person(), seen_version=None)


def emergency() -> Visit:
    """Start a visit before its papers."""
    visit = visits.plan("case")
    return inspections.start_in_emergency(
        visit.pk, person=make.person(Role.HEAD), reason="合成：火情", seen_version=None
    )


def notify(visit: Visit) -> None:
    """Tell the home four working days ahead."""
    inspections.notify_visit(
        visit.pk,
        earliest_on=add_working_days(clock.today(), 4),
        actor="system",
        seen_version=None,
    )


def entered() -> Visit:
    """Enter a home without a code."""
    visit = visits.opened("case")
    Visit.objects.filter(pk=visit.pk).update(scan_reason="平台故障（合成）")
    return visit


def unsigned() -> Visit:
    """Conclude an inspection whose record the home has not signed."""
    visit = visits.opened("case")
    locked_by_hand(visit, state="concluded", conclusion={}, concluded_at=clock.now())
    return visit


def serve(visit: Visit) -> None:
    """Serve the home an order of that inspection."""
    Order.objects.create(
        visit=visit,
        site=visit.site,
        department=visit.department,
        paper=sealed("rectification-order", visit.pk, "visit"),
        visited_on=clock.today(),
        term_amount=10,
        state="served",
        opened_at=clock.now(),
        issued_at=clock.now(),
        served_on=clock.today(),
    )


def sealed(kind: str, subject: Any, subject_type: str = "draw", **more: Any) -> Paper:
    """Seal a paper of a kind about something."""
    return Paper.objects.create(
        kind=kind,
        number=f"合成〔2026〕{Paper.objects.count() + 1}号",
        subject_type=subject_type,
        subject_id=subject,
        context={"agency": "合成", **more.pop("context", {})},
        text="合成",
        text_digest="0" * 64,
        state="sealed",
        archive_sha256="0" * 64,
        public_sha256="0" * 64,
        verify_code=f"SYNTH{Paper.objects.count():07d}",
        requested_by="system",
        requested_at=clock.now(),
        **more,
    )


def over() -> Any:
    """Serve an order and let its term pass."""
    order = orders.served()
    days_pass(90)
    return order


def drawn() -> Any:
    """Finish a draw."""
    draw = draws.drawn()
    return finish_draw(draw_id=draw.pk, actor="system")


def recheck(order: Any) -> None:
    """Let the home answer and an officer look again."""
    orders.rechecked(orders.answered(order))


def level() -> Level:
    """Confirm a level."""
    row = ratings.noticed(ratings.small_round())
    ratings.days_pass(20)
    return rating_services.confirm_level(application_id=row.pk, by=make.person(Role.HEAD))


def reviewing(appeal: bool = False) -> Any:
    """Ask for a review; and, dismissed, appeal."""
    row = ratings.noticed(ratings.small_round())
    ask: dict[str, Any] = {"application_id": row.pk, "by": row.applicant}
    asked = rating_services.ask_review(words="请复核（合成）", **ask)
    if not appeal:
        return asked
    answer_review(asked)
    return rating_services.ask_review(words="申诉（合成）", **ask)


def answer_review(asked: Any) -> None:
    """Dismiss it."""
    rating_services.answer_review(
        review_id=asked.pk,
        outcome="dismissed",
        answer="维持（合成）",
        by=make.person(Role.REVIEWER),
    )


def half_year_over() -> Site:
    """Let a half-year pass over a county with a home."""
    home = registers.site()
    days_pass(190)
    return home


def announced(_home: Site) -> None:
    """Seal the announcement of every half-year that is over."""
    for duty in Duty.objects.filter(code="half-yearly-announcement"):
        last = duty.started_on - timedelta(days=1)
        until = f"{last.year}年{last.month}月{last.day}日"
        sealed(
            "evaluation-announcement",
            make.person().pk,
            "announcement",
            region_id=duty.region_id,
            context={"until": until},
        )


def note(code: str) -> None:
    """Let a person note it done, with a document."""
    for duty in Duty.objects.filter(code=code, state__in=["open", "late"]):
        note_duty_done(
            duty_id=duty.pk,
            done_on=max(duty.started_on, min(clock.today(), duty.due_on or clock.today())),
            document="合成〔2026〕1号",
            by=make.person(Role.HEAD),
        )


def filed_today() -> Site:
    """Let a home file today."""
    return registers.site(filed_on=clock.today())


SCENES = {
    "yearly-plan": Scene(registers.site, lambda _: plans.published(), "plan"),
    "yearly-inspection": Scene(registers.site, inspected, "visit"),
    "joint-inspection": Scene(registers.site, jointly, "visit"),
    "half-yearly-announcement": Scene(half_year_over, announced, "paper"),
    "unfiled-check": Scene(registers.unfiled_site, looked_at, "visit"),
    "filing-check": Scene(filed_today, looked_at, "visit"),
    "visit-approval": Scene(visits.plan, approve, "visit"),
    "emergency-papers": Scene(emergency, approve, "visit"),
    "visit-notice": Scene(visits.approved, notify, "visit"),
    "scan-in": Scene(
        entered,
        lambda visit: Visit.objects.filter(pk=visit.pk).update(scan_filed_at=clock.now()),
        "visit",
    ),
    "result-told": Scene(
        unsigned,
        serve,
        "visit",
    ),
    "result-publication": Scene(
        publications.due,
        lambda row: publication.publish_result(publication_id=row.pk, by=make.person("publisher")),
        "visit",
    ),
    "order-recheck": Scene(orders.served, recheck, "order"),
    "overdue-escalation": Scene(over, lambda _: rectifications.sweep_orders(), "order"),
    "draw-announcement": Scene(drawn, lambda draw: sealed("draw-list", draw.pk), "paper"),
    "takedown-confirmation": Scene(
        lambda: publications.taken_down(make.person("publisher")),
        lambda row: publication.confirm_takedown(publication_id=row.pk, by=make.person("head")),
        "publication",
    ),
    "application-answer": Scene(
        lambda: ratings.submitted(ratings.small_round(), applied_for="1"),
        lambda row: rating_services.accept_application(
            application_id=row.pk, by=make.person(Role.REVIEWER)
        ),
        "application",
    ),
    "rating-notice": Scene(
        lambda: ratings.noticed(ratings.small_round()), lambda _: days_pass(20), "application"
    ),
    "review-answer": Scene(reviewing, answer_review, "application"),
    "appeal-answer": Scene(lambda: reviewing(appeal=True), answer_review, "application"),
    "level-publication": Scene(
        level,
        lambda row: sealed("level-certificate", row.assessment.application_id, "application"),
        "paper",
    ),
    "expiry-reminder": Scene(level, lambda _: note("expiry-reminder"), "document"),
    "spot-recheck": Scene(level, lambda row: looked_at(row.site, "rating_review"), "visits"),
}
