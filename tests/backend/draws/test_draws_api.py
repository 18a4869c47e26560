"""Draws over HTTP: three views, second persons, coded refusals."""

from typing import Any

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from backend.accounts.models import Person
from backend.accounts.roles import Role
from backend.core import clock
from backend.draws import selectors, services
from backend.draws.models import Draw
from backend.draws.services.randomness import opened_secret
from tests.backend import make
from tests.backend.draws import make as draws

pytestmark = pytest.mark.django_db


def client(*roles: str, at: str = make.DAOLI) -> APIClient:
    return make.client_for(make.person(*roles, at=at))


def of(person: Person) -> APIClient:
    return make.client_for(person)


def post(who: APIClient, name: str, draw: Draw, data: Any = None) -> Any:
    return who.post(reverse(name, kwargs={"draw_id": draw.pk}), data or {}, format="json")


def view(who: APIClient, draw: Draw, name: str) -> Any:
    return who.get(reverse("draw-view", kwargs={"draw_id": draw.pk, "view": name}))


def test_the_sealed_view_is_for_auditor_and_supervision() -> None:
    draw = draws.announced()
    assert view(client(Role.AUDITOR), draw, "sealed").status_code == 200
    assert view(client(Role.SUPERVISION), draw, "sealed").status_code == 200
    for role in (Role.SCHEDULER, Role.HEAD, Role.INSPECTOR, Role.PUBLISHER):
        answer = view(client(role), draw, "sealed")
        assert (answer.status_code, answer.json()["code"]) == (403, "view-sealed")


def test_public_after_opens_when_the_draw_is_over() -> None:
    draw = draws.drawn()
    who = client(Role.PUBLISHER)
    assert view(who, draw, "public-after").json()["code"] == "draw-not-over"
    services.finish_draw(draw_id=draw.pk, actor="system")
    assert view(who, draw, "public-after").json()["secret"]


def test_there_is_no_fourth_view() -> None:
    assert view(client(Role.AUDITOR), draws.announced(), "secret").status_code == 404


def test_an_inspector_does_not_read_who_was_drawn() -> None:
    draw = draws.drawn()
    url = reverse("draw", kwargs={"draw_id": draw.pk})
    assert "selected" not in client(Role.INSPECTOR).get(url).json()
    assert of(draw.announced_by).get(url).json()["selected"]
    bundle = reverse("draw-bundle", kwargs={"draw_id": draw.pk})
    assert client(Role.INSPECTOR).get(bundle).status_code == 403


def test_no_answer_carries_the_secret_before_the_end() -> None:
    draw = draws.drawn()
    auditor, secret = client(Role.AUDITOR, Role.SCHEDULER), opened_secret(draw)
    for name in ("draw", "draw-bundle"):
        answer = auditor.get(reverse(name, kwargs={"draw_id": draw.pk}))
        assert answer.status_code == 200
        assert secret not in answer.content.decode()
    assert secret not in view(auditor, draw, "sealed").content.decode()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (draws.VALUES[:1], "source-missing"),
        ([{"name": "大乐透前区", "numbers": [1]}, draws.VALUES[1]], "numbers-count"),
        ([{"name": "大乐透前区"}], "missing-key"),
    ],
)
def test_wrong_values_answer_with_the_command_lines_code(values: Any, code: str) -> None:
    draw = draws.announced()
    draws.let_days_pass(3)
    answer = post(of(draw.announced_by), "enter-randomness", draw, {"sources": values})
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["do"]


def test_too_early_and_twice_with_other_values() -> None:
    draw = draws.announced()
    who = of(draw.announced_by)
    early = post(who, "enter-randomness", draw, {"sources": draws.VALUES})
    assert early.json()["code"] == "randomness-too-early"
    draws.let_days_pass(3)
    assert post(who, "enter-randomness", draw, {"sources": draws.VALUES}).status_code == 200
    other = [{"name": "大乐透前区", "numbers": [1, 2, 3, 4, 5]}, draws.VALUES[1]]
    answer = post(who, "enter-randomness", draw, {"sources": other})
    assert (answer.status_code, answer.json()["code"]) == (409, "randomness-differs")


def test_a_substitute_takes_two_persons() -> None:
    draw = draws.drawn()
    holder, second = of(draw.announced_by), client(Role.REVIEWER)
    label = selectors.selected_labels(draw)[0]
    told = {"label": label, "reason": "停业（合成）", "document": "合成1号"}
    assert post(holder, "declare-unavailable", draw, told).status_code == 200
    refused = post(holder, "confirm-unavailable", draw, {"label": label})
    assert refused.json()["code"] == "second-person-wanted"
    assert post(holder, "next-iteration", draw).json()["code"] == "nothing-declared"
    assert post(second, "confirm-unavailable", draw, {"label": label}).status_code == 200
    answer = post(holder, "next-iteration", draw).json()
    assert answer["iterations"] == 2
    assert label not in str(answer["selected"])


def test_a_declaration_without_its_document_is_malformed() -> None:
    draw = draws.drawn()
    told = {"label": selectors.selected_labels(draw)[0], "reason": "停业（合成）"}
    assert post(of(draw.announced_by), "declare-unavailable", draw, told).status_code == 400


def test_the_head_voids_with_a_reason() -> None:
    draw = draws.announced()
    head = client(Role.HEAD)
    assert post(head, "void-draw", draw).status_code == 400
    assert post(of(draw.announced_by), "void-draw", draw, {"reason": "x"}).status_code == 403
    answer = post(head, "void-draw", draw, {"reason": "名单有误（合成）"}).json()
    assert (answer["state"], answer["end_reason"]) == ("voided", "名单有误（合成）")


def test_a_finished_draw_publishes_its_secret_to_the_office() -> None:
    draw = draws.drawn()
    assert post(of(draw.announced_by), "finish-draw", draw).json()["state"] == "finished"
    assert draw.announced_at <= clock.now()
