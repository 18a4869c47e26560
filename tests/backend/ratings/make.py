"""Builders for ratings: synthetic homes, assessors and committees (合成数据), step by step."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from backend.accounts.models import Person
from backend.accounts.roles import Role
from backend.core import clock, outbox
from backend.core.canonical import digest
from backend.core.models import Delivery, Event
from backend.draws.services import Witness, enter_randomness
from backend.inspections.models import Visit
from backend.ratings import services
from backend.ratings.models import Application, Assessment, Level, RatingPolicy, Round
from backend.ratings.policy import policy_for
from backend.registers.models import Officer, Site
from backend.standards.models import ChecklistVersion
from backend.standards.selectors import by_digest
from backend.standards.services import load_checklist, propose_checklist, publish_checklist
from scoring.cases import best_answers
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.inspections.lists import checklist_of
from tests.backend.sync.make import Tablet

STANDARD, DEMO = "gbt-37276-2018", "2020.1-demo"
FACTS = {
    "residents": "60",
    "beds": "120",
    "services_offered": "13",
    "offers_rehabilitation": "yes",
    "offers_education": "yes",
    "offers_home_visits": "yes",
    "major_hazard": "no",
}
WITNESS = Witness("道里区司法局", "见证人（合成）")


def days_pass(days: int) -> None:
    """Move the demonstration clock."""
    with transaction.atomic():
        clock.advance(timedelta(days=days))


def published(standard: str = STANDARD, version: str = DEMO) -> ChecklistVersion:
    """Load, propose and publish a shipped version, by two people; twice is once."""
    found = load_checklist(standard=standard, version=version, by=make.person("registrar"))
    if found.state != "published":
        propose_checklist(checklist_id=found.pk, by=make.person("registrar"))
        found = publish_checklist(checklist_id=found.pk, by=make.person("head"))
    return found


def policy(at: str = make.DAOLI, **values: Any) -> RatingPolicy:
    """Let an authority set its own rules, beginning today."""
    today = clock.today()
    document = dict(policy_for(make.region(at), today).document)
    for name, value in values.items():
        document[name] = {**document[name], "value": value, "source": "合成规则"}
    return RatingPolicy.objects.create(
        region=make.region(at),
        valid_from=today,
        document=document,
        digest=digest(document),
        source="合成数据",
    )


def round_of(checklist: ChecklistVersion | None = None, **wish: Any) -> Round:
    """Announce a round of the district that is open from today for thirty days."""
    today = clock.today()
    checklist = checklist or published()
    terms: dict[str, Any] = {
        "region": make.region(),
        "title": "2026年第一批（合成）",
        "checklist_id": checklist.pk,
        "window_from": today,
        "window_until": today + timedelta(days=30),
        "demonstration": by_digest(checklist.digest).demonstration is not None,
        "by": make.person(Role.SCHEDULER),
    }
    return services.announce_round(**{**terms, **wish})


def small_round(**wish: Any) -> Round:
    """Announce a round on a checklist of three items with one level: quick."""
    return round_of(visits.checklist("rating"), **wish)


def stepped_round(top: int = 4, **wish: Any) -> Round:
    """Announce a round on a checklist of few items: as many points, so high a level."""
    names = ("exit", "food", "night", "call")[:top]
    files = dict(visits.checklist("rating", names=names).files)
    files["standard.yaml"] = files["standard.yaml"].replace("id: demo", "id: steps", 1)
    for level, word in list(enumerate("一二三四", 1))[1:top]:
        files["standard.yaml"] += (
            f'  - {{id: "{level}", title: {{zh: {word}级, en: Level {level}}}, total: "{level}",'
            " clause: 合成, source: 合成, confidence: provisional}\n"
        )
    return round_of(checklist_of(files, "published"), **wish)


def drafted(round_: Round, home: Site | None = None, applied_for: str = "3") -> Application:
    """Let a home's manager begin an application."""
    home = home or visits.site()
    return services.draft_application(
        round_id=round_.pk, site=home, applied_for=applied_for, by=visits.manager(home)
    )


def best(round_: Round) -> dict[str, Any]:
    """Give the best answer to every item."""
    return best_answers(by_digest(round_.checklist_digest))


def facts_of(round_: Round) -> dict[str, str]:
    """Give the facts the checklist asks for, of a home that lacks nothing."""
    asked = by_digest(round_.checklist_digest).facts
    return {name: value for name, value in FACTS.items() if name in asked}


def submitted(round_: Round, home: Site | None = None, applied_for: str = "3") -> Application:
    """Let a home hand its application in, with a perfect self-assessment."""
    row = drafted(round_, home, applied_for)
    services.assess_self(
        application_id=row.pk, answers=best(round_), facts=facts_of(round_), by=row.applicant
    )
    return services.submit_application(application_id=row.pk, by=row.applicant)


def accepted(round_: Round, home: Site | None = None, applied_for: str = "3") -> Application:
    """Let the office take an application."""
    row = submitted(round_, home, applied_for)
    return services.accept_application(application_id=row.pk, by=make.person(Role.REVIEWER))


def assessors(number: int = 5) -> list[Officer]:
    """Make assessors who may be drawn."""
    return [visits.assessor() for _ in range(number)]


def handled() -> None:
    """Let the handlers run, but set no paper: who looks at one lets the outbox deliver all."""
    waiting = Event.objects.filter(deliveries__state=Delivery.State.PENDING)
    others = waiting.exclude(name="paper.requested").order_by("pk").distinct()
    while sum(outbox.deliver_event(one) for one in others.values_list("pk", flat=True)):
        pass


def drawn(round_: Round, until: date | None = None) -> None:
    """Draw the assessors before a witness, and let the handlers write them down."""
    by = make.person(Role.SCHEDULER)
    row = services.draw_assessors(
        round_id=round_.pk,
        until=until or clock.today() + timedelta(days=60),
        by=by,
        witness=WITNESS,
    )
    name = row.draw.pool["sources"][0]["name"]
    enter_randomness(draw_id=row.draw_id, sources=[{"name": name, "text": "合成见证"}], by=by)
    handled()


def planned(application: Application, **wish: Any) -> Assessment:
    """Plan the rating visit of the drawn assessors."""
    today = clock.today()
    terms: dict[str, Any] = {
        "window_from": today,
        "window_until": today + timedelta(days=20),
    } | wish
    return services.plan_assessment(
        application_id=application.pk, by=make.person(Role.SCHEDULER), **terms
    )


def walked(
    assessment: Assessment,
    facts: dict[str, str] | None = None,
    answers: dict[str, Any] | None = None,
    unanswered: Sequence[str] = (),
) -> Visit:
    """Let the assessors answer their chapters on a tablet each, and the lead lock the visit.

    facts, answers: what is otherwise than best.
    """
    visit = Visit.objects.get(pk=assessment.visit_id)
    standard = by_digest(visit.checklist_digest)
    wanted = best_answers(standard) | (answers or {})
    told = {name: value for name, value in FACTS.items() if name in standard.facts}
    tablets = [Tablet(visit, seat) for seat in range(visit.officers.count())]
    lead = tablets[0]
    lead.fetch()
    opened = lead.op("visit.open")
    first = [opened]
    for name, value in (told | (facts or {})).items():
        first.append(lead.op("fact.set", {"name": name, "value": value}, after=[opened["id"]]))
    assert set(lead.outcomes(*first)) == {"applied"}
    for tablet in tablets:
        tablet.fetch()
        mine = visit.chapters.filter(officer=tablet.officer).values_list("chapter", flat=True)
        joined = tablet.op("visit.join", after=[opened["id"]])
        said = [joined] + [
            tablet.op("answer.set", {"item": one.code, "value": wanted[one.code]})
            for chapter in standard.chapters
            if chapter.id in mine
            for one in chapter.items
            if one.code in wanted and one.code not in unanswered
        ]
        assert set(tablet.outcomes(*said)) == {"applied"}
    receipt = lead.push(lead.lock(visit))[0]
    assert receipt["outcome"] == "applied", receipt
    handled()
    visit.refresh_from_db()
    return visit


def scored(application: Application, **wish: Any) -> Application:
    """Give an application whose visit was planned, walked and graded."""
    walked(planned(application), **wish)
    application.refresh_from_db()
    return application


def heard(application: Application, agrees: bool = True, words: str = "") -> Application:
    """Send the feedback and let the home answer it."""
    services.send_feedback(application_id=application.pk, by=make.person(Role.REVIEWER))
    return services.answer_feedback(
        application_id=application.pk, agrees=agrees, words=words, by=application.applicant
    )


def committee(number: int = 3) -> list[Person]:
    """Make members of the district's rating committee."""
    return [make.person(Role.COMMITTEE, name=f"委员{n}（合成）") for n in range(number)]


def voted(
    application: Application, members: Sequence[Person], level: str, reason: str = ""
) -> Application:
    """Let the members vote alike and close the ballot."""
    for member in members:
        services.cast_vote(application_id=application.pk, level=level, reason=reason, by=member)
    return services.close_vote(application_id=application.pk, by=make.person(Role.REVIEWER))


def noticed(round_: Round, home: Site | None = None, applied_for: str = "1") -> Application:
    """Give an application before the public; one walk of the small round."""
    row = accepted(round_, home, applied_for)
    if not Officer.objects.filter(pool=Officer.Pool.ASSESSMENT).exists():
        assessors()
    drawn(round_)
    return put_before_public(scored(row))


def put_before_public(application: Application) -> Application:
    """Let the home agree with its score, the committee vote and the notice begin."""
    row = heard(application)
    there = {"grants__role": Role.COMMITTEE, "grants__region": row.round.region_id}
    members = list(Person.objects.filter(**there))
    voted(row, members or committee(), row.applied_for)
    services.post_notice(application_id=row.pk, by=make.person(Role.PUBLISHER))
    row.refresh_from_db()
    return row


def confirmed(round_: Round, home: Site | None = None, applied_for: str = "1") -> Level:
    """Give a level that the head confirmed after its notice."""
    return confirmed_after(noticed(round_, home, applied_for))


def confirmed_after(row: Application) -> Level:
    """Let the days of the notice pass and the head confirm the level."""
    days_pass(20)
    return services.confirm_level(application_id=row.pk, by=make.person(Role.HEAD))
