"""Who goes when somebody cannot (借调, 移交, 取消)."""

from datetime import timedelta

import pytest

from backend.core import clock
from backend.inspections import selectors, services
from backend.inspections.models import FeedEntry
from backend.inspections.refusals import (
    NotOnVisit,
    OfficerCertificateExpired,
    TooFewOfficers,
    WrongState,
)
from tests.backend.inspections import make

pytestmark = pytest.mark.django_db


def test_an_officer_lent_by_name_replaces_the_sick_lead_and_leads() -> None:
    visit, stand_in = make.approved(), make.officer()
    sick = visit.lead_id

    visit = services.lend_officer(
        visit.pk,
        officer_id=stand_in.pk,
        replaces=sick,
        reason="合成：病假",
        actor="system",
        seen_version=visit.version,
    )

    assert visit.lead_id == stand_in.pk
    there = set(visit.officers.filter(left_at=None).values_list("officer_id", flat=True))
    assert stand_in.pk in there
    assert sick not in there
    assert visit.officers.get(officer=stand_in).came == "lent"
    news = FeedEntry.objects.get(feed=services.visit_feed(visit.pk), kind="crew")
    assert str(stand_in.pk) in {one["officer"] for one in news.body["officers"]}


def test_never_one_officer_of_a_department() -> None:
    visit, fireman = make.approved(), make.officer(department="消防救援")

    with pytest.raises(TooFewOfficers):
        services.lend_officer(
            visit.pk,
            officer_id=fireman.pk,
            replaces=make.crew_of(visit)[1],
            reason="合成",
            actor="system",
            seen_version=None,
        )


def test_nobody_without_a_certificate_is_lent() -> None:
    late = make.officer(until=clock.today() - timedelta(days=1))

    with pytest.raises(OfficerCertificateExpired):
        services.lend_officer(
            make.approved().pk, officer_id=late.pk, reason="合成", actor="s", seen_version=None
        )


def test_the_lead_passes_only_to_an_officer_of_the_visit() -> None:
    visit = make.approved()
    second = make.crew_of(visit)[1]

    visit = services.hand_over(visit.pk, to_officer=second, reason="合成", actor="system")
    assert visit.lead_id == second
    with pytest.raises(NotOnVisit):
        services.hand_over(visit.pk, to_officer=make.officer().pk, reason="合成", actor="system")


def test_a_visit_that_began_is_not_cancelled() -> None:
    visit = make.opened()

    with pytest.raises(WrongState):
        services.cancel_visit(visit.pk, reason="合成", actor="system", seen_version=None)


def test_who_touched_a_visit_is_found_also_after_leaving_it() -> None:
    visit, other = make.walked(), make.walked()
    sick = make.crew_of(visit)[1]
    services.lend_officer(
        visit.pk,
        officer_id=make.officer().pk,
        replaces=sick,
        reason="合成",
        actor="system",
        seen_version=None,
    )

    assert list(selectors.touched_by(sick)) == [visit]
    assert not selectors.touched_by(sick, until=clock.today() - timedelta(days=1)).exists()
    assert other not in selectors.touched_by(sick)
