"""/office/: what waits per role, counted by few queries, each linking to its list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backend.inspections import services
from tests.backend import make
from tests.backend.draws import make as draws
from tests.backend.inspections import make as visits
from tests.backend.pages import browser, text_of
from tests.backend.publication import make as publications
from tests.backend.rectifications import make as orders

pytestmark = pytest.mark.usefixtures("rolled_back", "waiting")
HOME = "/office/"


def told(role: str) -> dict[str, str]:
    """Give the entries somebody with the role sees: address → number."""
    page = text_of(browser(make.person(role)).get(HOME)).partition('class="waits"')[2]
    rows = page.partition("</ul>")[0].split("<li")[1:]
    return {
        row.partition('href="')[2].partition('"')[0]: row.partition('class="n">')[2].partition("<")[
            0
        ]
        for row in rows
    }


@pytest.fixture(scope="module")
def waiting(shared_rows: None) -> None:
    """Let one thing of each kind wait for somebody, once."""
    proposed = visits.plan()
    services.propose_visit(proposed.pk, person=make.person("scheduler"), seen_version=None)
    visits.plan()
    visits.approved()
    publications.due()
    orders.drafted()
    orders.answered()
    draws.announced()


def test_each_role_reads_what_waits_for_it() -> None:
    roles = ("head", "reviewer", "scheduler", "inspector", "publisher", "auditor")
    read = {role: told(role) for role in roles}

    assert read["head"]["/office/orders?state=draft"] == "1"
    assert read["head"]["/office/approvals"] == "0"
    assert read["reviewer"]["/office/approvals"] == "1"
    assert read["scheduler"]["/office/visits?todo=propose"] == "1"
    assert read["scheduler"]["/office/visits?todo=notify"] == "1"
    assert read["scheduler"]["/office/draws?state=announced"] == "1"
    assert read["inspector"]["/office/orders?state=answered"] == "1"
    assert read["publisher"]["/office/publications?todo=due"] == "1"
    assert "/office/approvals" not in read["auditor"]


def test_every_number_leads_to_a_list_of_as_many() -> None:
    for role in ("scheduler", "head", "publisher", "inspector"):
        client = browser(make.person(role))
        for address, number in told(role).items():
            page = text_of(client.get(address.partition("#")[0]))
            assert f"共 {number} " in page or "/approvals" in address, (role, address)


def test_what_is_late_is_said() -> None:
    draws.let_days_pass(60)

    assert "1 件已逾期" in text_of(browser(make.person("publisher")).get(HOME))


def test_the_numbers_cost_the_same_however_much_waits() -> None:
    client = browser(make.person("head", "reviewer", "scheduler", "inspector", "publisher"))

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(HOME).status_code == 200
        return len(seen)

    shared = visits.checklist()
    for _ in range(9):
        visits.plan(checklist=shared)
    orders.served()
    few = asked()
    for _ in range(2):
        visits.plan(checklist=shared)
        orders.served()

    assert asked() == few
    assert few < 70


def test_another_county_counts_nothing() -> None:
    page = text_of(browser(make.person("head", at=make.NANGANG)).get(HOME))

    assert '<span class="n">1</span>' not in page


def test_the_navigation_offers_what_one_may_open() -> None:
    head = text_of(browser(make.person("head")).get(HOME))
    inspector = text_of(browser(make.person("inspector")).get(HOME))

    for address in ("/office/orders", "/office/publications", "/office/draws"):
        assert f'<a href="{address}">' in head
        assert f'<a href="{address}">' in inspector
    assert '<a href="/office/approvals">' in head
    assert '<a href="/office/approvals">' not in inspector
