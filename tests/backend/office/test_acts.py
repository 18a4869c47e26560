"""Verbs by forms: who may is asked before what was typed, and where: in the row's region."""

import pytest

from backend.accounts.models import Grant, Person
from backend.accounts.roles import Role
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.pages import browser, text_of
from tests.backend.rectifications import make as orders

pytestmark = pytest.mark.django_db


def head_elsewhere_who_reads_here() -> Person:
    """Make a head of another county who may read this one."""
    person = make.person(Role.HEAD, at=make.NANGANG)
    Grant.objects.create(person=person, role=Role.AUDITOR, region=make.region(make.DAOLI))
    return person


@pytest.mark.parametrize("sent", [{}, {"seen_version": "1", "reason": "合成", "sure": "yes"}])
def test_a_role_in_another_county_is_no_role_here(sent: dict[str, str]) -> None:
    visit, order = visits.plan(), orders.drafted()
    client = browser(head_elsewhere_who_reads_here())

    seen = client.get(f"/office/visits/{visit.pk}").status_code
    cancelled = client.post(f"/office/visits/{visit.pk}/cancel", sent)
    issued = client.post(f"/office/orders/{order.pk}/issue", sent)

    assert (seen, cancelled.status_code, issued.status_code) == (200, 403, 403)
    assert "请有这项职责的同事办理" in text_of(cancelled)


@pytest.mark.parametrize("sent", [{}, {"seen_version": "1", "reason": "合成", "sure": "yes"}])
def test_what_one_may_not_see_is_not_there_whatever_was_typed(sent: dict[str, str]) -> None:
    visit, order = visits.plan(), orders.drafted()
    client = browser(make.person(Role.HEAD, at=make.NANGANG))

    answers = [
        client.post(f"/office/visits/{visit.pk}/cancel", sent),
        client.post(f"/office/orders/{order.pk}/issue", sent),
    ]

    assert [one.status_code for one in answers] == [404, 404]


def test_a_field_that_does_not_hold_is_named_beside_its_form() -> None:
    visit = visits.plan()
    client = browser(make.person(Role.HEAD))

    page = client.post(f"/office/visits/{visit.pk}/cancel", {"sure": "yes", "seen_version": "1"})

    assert page.status_code == 400
    assert "填写有误" in text_of(page)
    assert "理由：" in text_of(page)
