"""GET /office/visits/{id} and /office/: one visit in full, and today's counts."""

import pytest
from django.urls import reverse

from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.pages import browser, text_of
from tests.backend.papers import make as papers
from tests.backend.publication import make as publications

pytestmark = pytest.mark.django_db


def test_a_visit_shows_who_decided_who_went_and_what_was_found() -> None:
    visit = visits.locked()
    publications.published(visit)
    page = text_of(browser(make.person("auditor")).get(f"/office/visits/{visit.pk}"))

    officer = visit.officers.get(is_lead=True)
    said = ["承办人提出", "科室审核", "负责人批准", "疏散通道堆放杂物", "一般隐患", "清理通道"]
    said += [officer.officer.name, officer.certificate_number, "未被改动", visit.lock_digest]
    assert [word for word in said if word not in page] == []
    assert reverse("public-site-page", args=[visit.site_id]) in page


def test_a_sealed_paper_is_offered_in_both_versions() -> None:
    visit = visits.locked()
    papers.sealed(site=visit.site_id, subject=visit.pk)

    page = text_of(browser(make.person("head")).get(f"/office/visits/{visit.pk}"))

    assert "现场检查笔录" in page
    assert "?version=archive" in page
    assert "?version=public" in page


def test_steps_not_taken_yet_are_open() -> None:
    visit = visits.plan()

    page = text_of(browser(make.person("head")).get(f"/office/visits/{visit.pk}"))

    assert page.count("待办理") == 3
    assert "检查还没有开始。" in page


def test_an_officer_from_elsewhere_sees_the_visit_he_sits_on() -> None:
    lent = visits.officer(at=make.NANGANG)
    visit = visits.opened(crew=[visits.officer(), lent], came="lent")
    assert lent.person is not None

    assert browser(lent.person).get(f"/office/visits/{visit.pk}").status_code == 200


def test_the_first_page_counts_what_waits_and_links_to_it() -> None:
    publications.due()
    visits.plan()

    page = text_of(browser(make.person("head")).get("/office/"))

    assert 'href="/office/publications?todo=due"><span class="n">1</span>' in page
    assert 'href="/office/visits?state=proposed"' in page


def test_the_office_speaks_english_when_asked() -> None:
    visits.plan()

    page = text_of(browser(make.person("head"), "en").get("/office/visits"))

    assert "Routine inspection" in page
    assert "1 inspection" in page
    assert "working days left" in page


def test_nothing_of_the_office_stays_in_a_cache() -> None:
    answer = browser(make.person("head")).get("/office/")

    assert answer["Cache-Control"] == "private, no-store"
