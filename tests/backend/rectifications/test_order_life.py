"""An order's whole life over HTTP: issued, served, extended, answered, re-checked, closed."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from backend.accounts.models import Person
from backend.calendar.models import Clock
from backend.calendar.services import add_working_days
from backend.core import clock, outbox
from backend.core.models import Event
from backend.inspections.models import Problem
from backend.oplog.models import Event as LogEvent
from backend.papers.models import Paper
from backend.rectifications.models import Order
from tests.backend import make as house
from tests.backend.rectifications import make

pytestmark = pytest.mark.django_db


def call(person: Person, order: Order, verb: str, body: dict[str, Any] | None = None) -> Any:
    return house.client_for(person).post(
        f"/api/v1/orders/{order.pk}/{verb}", body or {}, format="json"
    )


def send(client: APIClient, order: Order, text: str, **files: bytes) -> Any:
    uploads = [SimpleUploadedFile(f"{name}.bin", data) for name, data in files.items()]
    return client.post(
        f"/api/v1/orders/{order.pk}/answer", {"text": text, "files": uploads}, format="multipart"
    )


def test_the_whole_way_from_draft_to_closed() -> None:
    order = make.drafted()
    head, officer, home = make.head(), make.officer(), make.manager(order)

    said = call(head, order, "issue").json()
    assert said["state"] == "issued"
    assert said["number"] == f"哈里民责改〔{clock.today().year}〕1号"

    serving = {"served_on": str(clock.today()), "kind": "direct", "recipient": "合成负责人"}
    said = call(officer, order, "serve", serving).json()
    assert said["due_on"] == str(add_working_days(clock.today(), 10))

    said = call(head, order, "extend", {"amount": 5, "reason": "配件到货晚"}).json()
    assert said["due_on"] == str(add_working_days(clock.today(), 15))

    client = house.client_for(home)
    said = send(client, order, "已清理", after=make.jpeg(), bill=make.pdf()).json()
    assert said["state"] == "answered"

    recheck = {"result": "passed", "way": "on_site", "note": "通道畅通"}
    assert call(officer, order, "recheck", recheck).json()["state"] == "rechecked"
    assert call(house.person("reviewer"), order, "close").json()["state"] == "closed"

    order.refresh_from_db()
    assert Problem.objects.get().state == Problem.State.CORRECTED
    assert Clock.objects.get(subject_id=order.pk).finished_at
    told = Event.objects.get(name="order.closed").payload
    assert (told["in_time"], told["visit"]) == (True, str(order.visit_id))
    verbs = LogEvent.objects.filter(subject=str(order.pk)).order_by("recorded_at")
    assert [event.kind for event in verbs] == [
        f"order.{verb}"
        for verb in ("opened", "issued", "served", "extended", "answered", "rechecked", "closed")
    ]


def test_the_paper_of_an_order_is_sealed_and_the_home_may_read_it() -> None:
    order = make.issued()
    outbox.deliver_all()
    client = house.client_for(make.manager(order))

    line = client.get(f"/api/v1/papers?subject={order.pk}").json()["results"][0]
    file = client.get(f"/api/v1/papers/{line['id']}/file?version=archive")

    assert line["state"] == Paper.State.SEALED
    assert (file.status_code, file["Content-Type"]) == (200, "application/pdf")
    assert file.content.startswith(b"%PDF")


def test_a_failed_recheck_sends_the_order_back_with_its_old_term() -> None:
    order = make.answered()
    due = order.due_on
    officer = make.officer()

    said = call(officer, order, "recheck", {"result": "failed", "note": "仍有杂物"}).json()

    assert (said["state"], said["due_on"]) == ("served", str(due))
    running = Clock.objects.get(subject_id=order.pk, finished_at=None)
    assert running.due_at.astimezone(clock.SHANGHAI).date() == due
    assert Problem.objects.get().state == Problem.State.ORDERED
    assert make.answered(order).state == "answered"


def test_a_stale_version_changes_nothing() -> None:
    order = make.drafted()

    response = call(make.head(), order, "issue", {"seen_version": 7})

    assert (response.status_code, response.json()["code"]) == (409, "version-conflict")
    assert not Paper.objects.filter(subject_id=order.pk).exists()


def test_a_lost_answer_asked_again_issues_once() -> None:
    order, head = make.drafted(), make.head()
    client = house.client_for(head)

    said = [
        client.post(
            f"/api/v1/orders/{order.pk}/issue", {}, format="json", HTTP_IDEMPOTENCY_KEY="k-1"
        ).json()
        for _ in range(2)
    ]

    assert said[0] == said[1]
    assert Paper.objects.filter(subject_id=order.pk).count() == 1


def test_the_paper_is_chinese_when_the_head_reads_english() -> None:
    order = make.drafted()
    client = house.client_for(make.head())
    client.post(f"/api/v1/orders/{order.pk}/issue", {}, headers={"accept-language": "en"})

    order.refresh_from_db()
    assert order.paper
    assert "问题程度：一般隐患" in order.paper.text
