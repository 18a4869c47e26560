"""The pages of a home: what it sees of itself, and that another home sees nothing of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, reverse

from backend.inspections.models import Visit
from backend.inspections.services import conclude_visit
from backend.portal.urls import urlpatterns
from backend.rectifications.models import Order
from backend.registers.models import Site
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.pages import browser, text_of
from tests.backend.papers import make as papers
from tests.backend.portal.make import homed
from tests.backend.ratings import make as ratings
from tests.backend.rectifications import make as orders

pytestmark = pytest.mark.django_db


def test_a_manager_of_one_home_lands_on_its_first_page() -> None:
    client, home, _person = homed()

    answer = client.get("/portal/")

    assert answer["Location"] == reverse("portal-today", args=[home.pk])
    assert home.name in text_of(client.get(answer["Location"]))


def test_after_login_each_goes_to_his_own_first_page() -> None:
    word = "合成口令-请勿使用"
    for person, where in ((homed()[2], "/portal/"), (make.person("head"), "/office/")):
        person.set_password(word)
        person.save(update_fields=["password"])
        sent = {"username": person.username, "password": word}
        assert browser().post("/login", sent)["Location"] == where


def test_a_manager_of_several_sites_chooses_and_switches() -> None:
    client, home, _person = homed()
    other = Site.objects.get(pk=visits.site().pk)
    other.legal_person, other.number = home.legal_person, "02"
    other.save(update_fields=["legal_person", "number"])

    chosen = text_of(client.get("/portal/"))

    assert home.name in chosen
    assert other.name in chosen
    assert "切换机构" in text_of(client.get(f"/portal/homes/{other.pk}"))


def test_what_waits_stands_first_with_its_clock() -> None:
    order = orders.served()
    client, home, _person = homed(order.site)

    page = text_of(client.get(f"/portal/homes/{home.pk}"))

    assert "提交整改" in page
    assert "个工作日" in page
    assert reverse("portal-order", args=[order.pk]) in page


def test_a_visit_is_told_with_officers_findings_and_papers() -> None:
    visit = visits.locked()
    papers.sealed(site=visit.site_id, subject=visit.pk)
    client, _home, _person = homed(visit.site)

    page = text_of(client.get(f"/portal/visits/{visit.pk}"))

    officer = visit.officers.get(is_lead=True)
    said = [officer.officer.name, officer.certificate_number, "疏散通道堆放杂物", "一般隐患"]
    said += ["清理通道", "合成 §exit", "现场检查笔录", "PDF"]
    assert [word for word in said if word not in page] == []


def test_a_visit_that_is_not_announced_is_not_told_before_its_record_is_locked() -> None:
    visit = visits.opened()
    client, home, _person = homed(visit.site)

    assert client.get(f"/portal/visits/{visit.pk}").status_code == 404
    assert visit.purpose not in text_of(client.get(f"/portal/homes/{home.pk}/visits"))
    assert "还没有检查" in text_of(client.get(f"/portal/homes/{home.pk}"))


def test_a_certificate_is_checked_by_its_number() -> None:
    client, home, _person = homed()
    officer = visits.officer()
    where = f"/portal/homes/{home.pk}/officer"

    found = text_of(client.get(where, {"number": officer.certificate_number}))
    officer.certificate_until = officer.valid_from
    officer.save(update_fields=["certificate_until"])

    assert officer.name in found
    assert "证件有效" in found
    assert "证件已失效" in text_of(client.get(where, {"number": officer.certificate_number}))
    assert "没有查到这个编号" in text_of(client.get(where, {"number": "HC"}))


def test_a_paper_is_downloaded_by_its_home_alone() -> None:
    visit = visits.locked()
    paper = papers.sealed(site=visit.site_id, subject=visit.pk)
    where = f"/portal/papers/{paper.pk}.pdf"

    assert homed(visit.site)[0].get(where).content.startswith(b"%PDF")
    assert homed()[0].get(where).status_code == 404


def test_the_credit_file_names_ground_and_end() -> None:
    visit = visits.locked()
    conclude_visit({"visit": str(visit.pk)})
    client, home, _person = homed(visit.site)

    page = text_of(client.get(f"/portal/homes/{home.pk}/credit"))

    assert "行政检查" in page
    assert reverse("portal-visit", args=[visit.pk]) in page


@pytest.mark.parametrize("role", ["head", "inspector", "assessor", "auditor"])
def test_the_portal_is_for_homes_only(role: str) -> None:
    assert browser(make.person(role)).get("/portal/").status_code == 403
    assert browser().get("/portal/")["Location"] == "/login?next=/portal/"


def things() -> dict[str, Any]:
    """Give a home with one of everything that an address can name."""
    order = orders.served()
    visit: Visit = order.visit
    row = ratings.drafted(ratings.small_round(), order.site, "1")
    return {
        "site_id": order.site_id,
        "visit_id": visit.pk,
        "order_id": order.pk,
        "paper_id": order.paper_id,
        "application_id": row.pk,
        "file_id": order.pk,
        "removal_id": order.pk,
        "part": "safety",
    }


def addresses(told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        names = pattern.pattern.converters
        if names:
            yield str(pattern.name), reverse(pattern.name, kwargs={n: told[n] for n in names})


def test_nothing_of_another_home_is_there() -> None:
    told = things()
    stranger = homed(visits.site(at=make.NANGANG))[0]
    neighbour = homed()[0]

    found = {
        (name, client.generic(method, where).status_code)
        for name, where in addresses(told)
        for client in (stranger, neighbour)
        for method in ("GET", "POST")
    }

    assert {status for _name, status in found} <= {404, 405}
    assert Order.objects.get(pk=told["order_id"]).state == "served"


def test_no_list_asks_a_question_a_row(django_assert_max_num_queries: Any) -> None:
    home = visits.site()
    shared = visits.checklist()
    client, _home, _person = homed(home)
    counts = []
    for _ in range(2):
        for _ in range(3):
            visits.locked(site=home, checklist=shared)
        for name in ("today", "visits", "orders", "rating", "credit"):
            where = reverse(f"portal-{name}", args=[home.pk])
            with django_assert_max_num_queries(40) as asked:
                client.get(where)
            counts.append(len(asked))

    assert counts[:5] == counts[5:]
