"""POST /api/v1/site-imports/{id}/apply: all rows or none."""

from datetime import timedelta

import pytest
from rest_framework.test import APIClient

from backend.core import clock
from backend.registers.models import LegalPerson, Site, SiteParty, SiteRevision
from backend.registers.selectors import site_as_of, site_by_label
from tests.backend import make
from tests.backend.registers import make as registers
from tests.backend.registers.sheets import book, bring_in, row, twelve, unfiled, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar() -> APIClient:
    return make.client_for(make.person("registrar"))


def test_twelve_rows_become_twelve_sites_of_eleven_places(registrar: APIClient) -> None:
    answer = bring_in(registrar, twelve())

    assert answer.status_code == 200, answer.content
    assert answer.json()["state"] == "applied"
    assert Site.objects.count() == 12
    assert LegalPerson.objects.count() == 10
    chain = Site.objects.filter(legal_person__uscc=registers.code(3)).order_by("number")
    assert [site.number for site in chain] == ["01", "02"]


def test_an_unfiled_place_without_code_is_a_site_without_holder(registrar: APIClient) -> None:
    bring_in(registrar, twelve())

    site = Site.objects.get(name="合成养老院12")

    assert (site.state, site.legal_person, site.filing_number) == ("unfiled", None, "")
    assert site.label == "- 230102001 合成养老院12"
    assert site_by_label(site.label) == site


def test_parties_are_dated_and_known_by_code_where_the_holder_fills_them(
    registrar: APIClient,
) -> None:
    bring_in(registrar, [row(1)])

    parties = {party.role: party for party in SiteParty.objects.all()}

    assert parties["organiser"].uscc == registers.code(1)
    assert parties["operator"].uscc == ""
    assert parties["operator"].valid_from == clock.today()
    assert parties["operator"].valid_until is None


def test_applying_twice_writes_once(registrar: APIClient) -> None:
    preview = upload(registrar, book(twelve())).json()
    address = f"/api/v1/site-imports/{preview['id']}/apply"

    first, second = registrar.post(address), registrar.post(address)

    assert first.json() == second.json()
    assert SiteRevision.objects.count() == 12


def test_the_same_sites_in_a_new_file_change_nothing(registrar: APIClient) -> None:
    bring_in(registrar, twelve())

    again = bring_in(registrar, [*twelve(), row(13)]).json()

    assert again["counts"] == {"new": 1, "change": 0, "same": 12, "faults": 0}
    assert SiteRevision.objects.count() == 13


def test_the_same_code_and_number_is_brought_up_to_date(registrar: APIClient) -> None:
    bring_in(registrar, [row(1)])
    renamed = row(1, 服务场所序号="01", 服务场所名称="合成新名", 床位数=99, 运营方=None)

    preview = upload(registrar, book([renamed])).json()
    assert preview["rows"][0]["action"] == "change"
    assert preview["rows"][0]["changes"] == {
        "name": ["合成养老院1", "合成新名"],
        "beds": [20, 99],
        "operator": ["合成运营有限公司", ""],
    }
    registrar.post(f"/api/v1/site-imports/{preview['id']}/apply")

    site = Site.objects.get()
    assert (site.name, site.beds, site.version) == ("合成新名", 99, 2)
    assert not SiteParty.objects.filter(site=site, role="operator").exists()


def test_what_the_register_said_stays_readable(registrar: APIClient) -> None:
    bring_in(registrar, [row(1)])
    site = Site.objects.get()
    clock.advance(timedelta(days=3))
    bring_in(registrar, [row(1, 床位数=99, 运营方="合成乙公司")])

    before = site_as_of(site, clock.today() - timedelta(days=1))
    now = site_as_of(site, clock.today())

    assert before
    assert before["beds"] == 20
    assert now
    assert now["beds"] == 99
    terms = SiteParty.objects.filter(role="operator").order_by("valid_from")
    assert [(term.name, term.valid_until) for term in terms] == [
        ("合成运营有限公司", clock.today() - timedelta(days=1)),
        ("合成乙公司", None),
    ]


def test_an_unfiled_place_that_gets_its_certificate_stays_the_same_site(
    registrar: APIClient,
) -> None:
    bring_in(registrar, [unfiled(1)])
    before = Site.objects.get()

    answer = bring_in(registrar, [row(1)])

    assert answer.json()["counts"]["change"] == 1
    site = Site.objects.get()
    assert site.pk == before.pk
    assert site.label == f"{registers.code(1)} 01 合成养老院1"


def test_a_register_that_changed_since_the_preview_asks_for_a_new_one(registrar: APIClient) -> None:
    preview = upload(registrar, book([row(1)])).json()
    bring_in(registrar, [row(1, 床位数=7)])

    answer = registrar.post(f"/api/v1/site-imports/{preview['id']}/apply")

    assert answer.status_code == 409
    assert answer.json()["code"] == "site-import-moved-on"
    assert Site.objects.get().beds == 7


def test_an_import_that_is_not_there_answers_404(registrar: APIClient) -> None:
    answer = registrar.post(f"/api/v1/site-imports/{make.person().pk}/apply")

    assert answer.status_code == 404
