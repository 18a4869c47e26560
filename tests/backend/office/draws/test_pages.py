"""/office/draws: the list, one draw, the screen for the room, the verbs with their safeguards."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from backend.accounts.models import Person
from backend.draws import services
from backend.draws.models import Draw
from tests.backend import make
from tests.backend.draws import make as draws
from tests.backend.pages import browser, text_of
from tests.backend.planning import make as planning

pytestmark = pytest.mark.django_db
LIST = "/office/draws"
SURE = {"sure": "yes"}
TYPED = {"value-0": "35 3，11 17、24", "value-1": "9 2"}
VERBS = (
    *("randomness", "declare-unavailable", "confirm-unavailable"),
    *("next-iteration", "finish", "void"),
)


def as_role(role: str) -> Any:
    return browser(make.person(role))


def address(draw: Draw, verb: str = "") -> str:
    return f"{LIST}/{draw.pk}/{verb}".rstrip("/")


def send(client: Client, draw: Draw, verb: str, **told: Any) -> Any:
    return client.post(address(draw, verb), told, follow=True)


def by(person: Person) -> Client:
    return browser(person)


def test_the_list_says_stage_pool_and_quota() -> None:
    draw = draws.announced()

    page = text_of(as_role("inspector").get(LIST))

    for word in (draw.title, "已公告", "等待随机数", ">12<", ">5<"):
        assert word in page


def test_values_are_read_back_before_they_are_entered() -> None:
    draw = draws.announced()
    draws.let_days_pass(3)
    client = by(draw.announced_by)

    read = client.post(address(draw, "randomness"), TYPED)
    draw.refresh_from_db()
    state_then = draw.state
    done = send(client, draw, "randomness", **TYPED, **SURE)
    again = send(client, draw, "randomness", **TYPED, **SURE)
    draw.refresh_from_db()

    assert "3.11.17.24.35./2.9./" in text_of(read)
    assert state_then == Draw.State.ANNOUNCED
    assert "已抽取，结果固定" in text_of(done)
    assert again.status_code == 200
    assert draw.iterations.count() == 1


def test_other_values_after_the_draw_and_too_few_numbers_are_refused_in_words() -> None:
    draw = draws.announced()
    draws.let_days_pass(3)
    client = by(draw.announced_by)

    short = client.post(address(draw, "randomness"), {"value-0": "1 2", "value-1": "9 2"})
    send(client, draw, "randomness", **TYPED, **SURE)
    other = send(client, draw, "randomness", **{**TYPED, "value-1": "1 2"}, **SURE)

    assert short.status_code == 422
    assert 'value="1 2"' in text_of(short)
    assert other.status_code == 409
    assert draw.iterations.count() == 1


def test_values_before_their_day_are_refused() -> None:
    draw = draws.announced()

    answer = send(by(draw.announced_by), draw, "randomness", **TYPED, **SURE)

    assert answer.status_code == 422
    assert "等公告的随机数来源开出结果以后再录入" in text_of(answer)


def test_what_was_drawn_is_shown_to_who_may_read_the_bundle_only() -> None:
    draw = draws.drawn()
    name = "合成养老院0"

    assert name in text_of(as_role("head").get(address(draw)))
    assert name in text_of(as_role("supervision").get(address(draw)))
    other = text_of(as_role("inspector").get(address(draw)))
    assert name not in other
    assert "不走漏消息" in other


def test_officers_passed_over_stand_with_their_reasons_and_without_names() -> None:
    planning.county()
    draw = planning.drawn()

    page = text_of(as_role("auditor").get(address(draw)))
    office = text_of(as_role("registrar").get(address(draw)))

    if "未选派的检查人员" in page:
        assert "任务已满" in page or "回避" in page
    assert "未选派的检查人员" not in office


def test_a_substitute_takes_two_persons_and_one_touch_each() -> None:
    draw = draws.drawn()
    scheduler = by(draws.scheduler())
    label = draws.LABELS[0]
    told = {"home": label, "reason": "停业", "document": "合成〔2026〕3号"}

    declared = send(scheduler, draw, "declare-unavailable", **told, **SURE)
    own = send(scheduler, draw, "confirm-unavailable", home=label, **SURE)
    confirmed = send(as_role("reviewer"), draw, "confirm-unavailable", home=label, **SURE)
    replaced = send(scheduler, draw, "next-iteration", **SURE)
    again = send(scheduler, draw, "next-iteration", **SURE)

    assert "请另一人核对" in text_of(declared)
    assert own.status_code == 422
    assert "可以递补抽取" in text_of(confirmed)
    assert "已递补" in text_of(replaced)
    assert again.status_code == 422
    assert draw.iterations.count() == 2


def test_the_announcer_does_not_void_and_the_reason_stays() -> None:
    head = make.person("head", "scheduler")
    draw = draws.announced(head)

    own = send(by(head), draw, "void", reason="录错名单", **SURE)
    page = text_of(send(as_role("head"), draw, "void", reason="录错名单", **SURE))

    assert own.status_code == 422
    assert "录错名单" in page
    assert "已作废" in page


def test_a_draw_is_finished_and_opened_once() -> None:
    draw = draws.drawn()

    page = text_of(send(by(draw.announced_by), draw, "finish", **SURE))
    twice = send(by(draw.announced_by), draw, "finish", **SURE)
    draw.refresh_from_db()

    assert draw.secret in page
    assert twice.status_code == 200
    assert draw.state == Draw.State.FINISHED


def test_the_room_sees_the_commitment_before_and_the_names_after() -> None:
    draw = draws.announced()
    screen, scheduler = address(draw, "stage"), by(draw.announced_by)

    before = text_of(scheduler.get(screen))
    draws.let_days_pass(3)
    services.enter_randomness(draw_id=draw.pk, sources=draws.VALUES, by=draw.announced_by)
    after = text_of(scheduler.get(screen))

    assert draw.public_before_digest in before
    assert "合成养老院0" not in before
    assert "<script" not in after
    assert "3 11 17 24 35" in after
    assert after.count("<li>合成养老院") == 5
    assert as_role("inspector").get(screen).status_code == 403


def test_the_files_and_filters_hold_what_fits() -> None:
    draw = draws.announced()
    client = as_role("head")

    data = b"".join(client.get(f"{LIST}.csv?state=announced").streaming_content).decode()
    rows = list(csv.DictReader(io.StringIO(data.removeprefix("\ufeff"))))

    assert [(one["编号"], one["名单（家）"]) for one in rows] == [(str(draw.pk), "12")]
    assert "没有符合条件的抽取" in text_of(client.get(f"{LIST}?state=voided"))
    assert b"".join(client.get(f"{LIST}.xlsx").streaming_content)[:2] == b"PK"


def test_no_row_asks_the_database_again() -> None:
    client = as_role("head")

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(LIST)
        return len(seen)

    draws.announced()
    few = asked()
    for _ in range(4):
        draws.announced()

    assert asked() == few


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_acts_on_another_countys_draw(verb: str) -> None:
    draw = draws.drawn()
    stranger = browser(make.person("head", "scheduler", at=make.NANGANG))
    words = {**TYPED, "home": draws.LABELS[0], "reason": "合成", "document": "合成"}

    assert stranger.get(address(draw)).status_code == 404
    assert stranger.get(address(draw, "stage")).status_code == 404
    assert send(stranger, draw, verb, **words, **SURE).status_code == 404


@pytest.mark.parametrize("role", ["auditor", "supervision", "home_manager", "publisher"])
@pytest.mark.parametrize("verb", VERBS)
def test_who_only_reads_does_nothing(role: str, verb: str) -> None:
    assert as_role(role).post(address(draws.announced(), verb), {}).status_code == 403
