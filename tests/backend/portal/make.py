"""Builders for the portal: a manager at the door of a home (合成数据)."""

from dataclasses import dataclass
from typing import Any

from backend.accounts.models import Person
from backend.core import clock, outbox
from backend.inspections import services as inspections
from backend.inspections.models import Visit
from backend.inspections.services.publish_cap import publish_cap
from backend.ratings import services as ratings_services
from backend.ratings.models import Application
from backend.registers.models import Site
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.pages import browser
from tests.backend.ratings import make as ratings
from tests.backend.rectifications import make as orders


def homed(home: Site | None = None) -> tuple[Any, Site, Person]:
    """Give a browser of somebody who acts for a home, with both."""
    home = home or visits.site()
    person = visits.manager(home)
    return browser(person), home, person


@dataclass(frozen=True, slots=True)
class House:
    """A manager of two sites, and the pages of both by name."""

    username: str
    pages: dict[str, str]


def house(word: str) -> House:
    """Build two sites of one holder with one of everything; the manager's password is `word`."""
    second = visits.site()
    level = ratings.confirmed(ratings.small_round(title="2026年第一批（合成）"), second)
    removing = ratings_services.propose_removal(
        level_id=level.pk,
        kind="revoke",
        grounds="年度抽查复核未达到原等级（合成）",
        clause="合成条款",
        by=make.person("head"),
    )
    order = orders.served()
    first = order.site
    first.legal_person_id, first.number = second.legal_person_id, "02"
    first.save(update_fields=["legal_person", "number"])
    _capped()
    told = visits.approved("routine", site=first)
    inspections.notify_visit(
        told.pk, earliest_on=told.window_until, actor="system", seen_version=None
    )
    person = visits.manager(first)
    person.set_password(word)
    person.save(update_fields=["password"])
    scored = _scored(first)
    draft = _draft(second, person)
    outbox.deliver_all()
    return House(
        person.username,
        {
            "homes": "/portal/homes",
            "today": f"/portal/homes/{first.pk}",
            "visits": f"/portal/homes/{first.pk}/visits",
            "visit": f"/portal/visits/{order.visit_id}",
            "notified": f"/portal/visits/{told.pk}",
            "officer": f"/portal/homes/{first.pk}/officer?number={_certificate(told)}",
            "orders": f"/portal/homes/{first.pk}/orders",
            "order": f"/portal/orders/{order.pk}",
            "rating": f"/portal/homes/{first.pk}/rating",
            "removal": f"/portal/homes/{removing.level.site_id}/rating",
            "scored": f"/portal/applications/{scored.pk}",
            "result": f"/portal/applications/{scored.pk}/result",
            "draft": f"/portal/applications/{draft.pk}",
            "self": f"/portal/applications/{draft.pk}/self",
            "facts": f"/portal/applications/{draft.pk}/self/part/facts",
            "part": f"/portal/applications/{draft.pk}/self/part/environment",
            "self_result": f"/portal/applications/{draft.pk}/self/result",
            "credit": f"/portal/homes/{second.pk}/credit",
            "empty": f"/portal/homes/{second.pk}/orders",
        },
    )


def _capped() -> None:
    publish_cap(
        region=make.region(),
        department="民政",
        year=clock.today().year,
        visits=2,
        source="合成数据",
        actor="system",
    )


def _certificate(visit: Visit) -> str:
    return str(visit.officers.get(is_lead=True).certificate_number)


def _scored(home: Site) -> Application:
    """Give an application whose feedback waits: some items lost points."""
    round_ = ratings.round_of(title="2026年第二批（合成）")
    row = ratings.accepted(round_, home)
    ratings.assessors()
    ratings.drawn(round_)
    worse = {"basic.barrier_free": "yes", "environment.1.1.1.1": "partly"}
    row = ratings.scored(row, answers=worse, facts={"residents": "40"})
    ratings_services.send_feedback(application_id=row.pk, by=make.person("reviewer"))
    return row


def _draft(home: Site, by: Person) -> Application:
    """Give an application that is half written."""
    round_ = ratings.round_of(title="2026年第三批（合成）")
    row = ratings_services.draft_application(round_id=round_.pk, site=home, applied_for="2", by=by)
    best = {k: v for k, v in ratings.best(round_).items() if k.startswith(("basic", "env"))}
    ratings_services.assess_self(
        application_id=row.pk, answers=best, facts=ratings.facts_of(round_), by=by
    )
    return row
