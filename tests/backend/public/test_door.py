"""Login, logout, language, reading mode, documents by code, and pages that are not there."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from backend.papers.models import Paper
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.pages import browser, private_words, text_of
from tests.backend.papers import make as papers

pytestmark = pytest.mark.django_db
WORD = "合成口令-请勿使用"


@pytest.fixture
def anybody() -> Any:
    return browser()


def test_an_official_logs_in_and_out(anybody: Any) -> None:
    person = make.person("head", username="hecheng")
    person.set_password(WORD)
    person.save()

    wrong = anybody.post("/login", {"username": "hecheng", "password": "x"})
    right = anybody.post(
        "/login", {"username": "hecheng", "password": WORD, "next": "/office/visits"}
    )

    assert "没有登录成功" in text_of(wrong)
    assert (right.status_code, right["Location"]) == (302, "/office/visits")
    assert anybody.get("/office/").status_code == 200
    assert anybody.post("/logout")["Location"] == "/"
    assert anybody.get("/office/").status_code == 302


def test_the_language_is_chosen_and_kept(anybody: Any) -> None:
    assert "查一查这家养老机构" in text_of(anybody.get("/"))

    answer = anybody.post("/language", {"language": "en", "next": "/"})

    assert answer["Location"] == "/"
    page = text_of(anybody.get("/"))
    assert "Look up a care home" in page
    assert '<html lang="en"' in page


def test_large_type_is_switched_on_and_off_without_a_script(anybody: Any) -> None:
    on = anybody.post("/reading-mode", {"mode": "elder", "next": "/draws"})

    assert on["Location"] == "/draws"
    assert 'class="elder"' in text_of(anybody.get("/draws"))
    anybody.post("/reading-mode", {"mode": "usual", "next": "/draws"})
    assert 'class="elder"' not in text_of(anybody.get("/draws"))


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org", "javascript:1"])
def test_the_reading_mode_leads_nowhere_else(anybody: Any, address: str) -> None:
    answer = anybody.post("/reading-mode", {"mode": "elder", "next": address})

    assert answer["Location"] == "/"


def sealed() -> tuple[Any, Paper]:
    visit = visits.locked()
    return visit, papers.sealed(site=visit.site_id, subject=visit.pk)


def test_a_document_is_known_by_its_code_and_shows_no_content(anybody: Any) -> None:
    visit, paper = sealed()

    page = text_of(anybody.get(f"/verify/{paper.verify_code}"))

    for word in ("现场检查笔录", paper.number, paper.text_digest, paper.public_sha256):
        assert word in page
    assert [word for word in private_words(visit) if word in page] == []


def test_a_code_may_be_typed_with_dashes_and_small_letters(anybody: Any) -> None:
    _visit, paper = sealed()
    typed = f"{paper.verify_code[:4]}-{paper.verify_code[4:]}".lower()

    answer = anybody.get("/verify", {"code": typed})

    assert answer["Location"] == f"/verify/{paper.verify_code}"


def test_an_unknown_code_is_said_and_not_found(anybody: Any) -> None:
    answer = anybody.get("/verify/ABCD1234EFGH")

    assert answer.status_code == 404
    assert "没有这份文书" in text_of(answer)
    assert "编码格式不对" in text_of(anybody.get("/verify?code=***"))


def test_a_page_that_is_not_there_is_said_in_the_look(anybody: Any) -> None:
    answer = anybody.get("/nope")

    assert answer.status_code == 404
    assert "没有找到这一页" in text_of(answer)
    assert "look/tokens.css" in text_of(answer)


def test_a_fault_of_ours_is_said_in_the_look(anybody: Any, monkeypatch: Any) -> None:
    anybody.raise_request_exception = False

    def broken(**_asked: str) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("backend.publication.public.public_sites", broken)
    answer = anybody.get("/")

    assert answer.status_code == 500
    assert "没有改动任何内容" in text_of(answer)


@pytest.mark.parametrize("address", ["/", "/draws", "/verify", "/login"])
def test_a_page_runs_no_script_and_no_inline_style(anybody: Any, address: str) -> None:
    answer = anybody.get(address)
    page = text_of(answer)

    assert "<script" not in page
    assert " style=" not in page
    assert "<style" not in page
    assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_the_pages_say_that_this_is_a_demonstration(anybody: Any) -> None:
    assert "演示环境，全部为合成数据" in text_of(anybody.get("/"))


def test_too_many_wrong_passwords_are_said_as_a_page() -> None:
    client = Client()
    wrong = {"username": "chenyan", "password": "wrong-wrong-1"}

    pages = [client.post("/login", wrong) for _ in range(settings.AXES_FAILURE_LIMIT)]

    assert pages[-1].status_code == 429
    assert "登录失败次数过多" in pages[-1].content.decode()
