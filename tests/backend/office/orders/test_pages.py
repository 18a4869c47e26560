"""/office/orders/…: one order to correct, its clocks, evidence and verbs."""

import io
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from PIL import Image

from backend.core import clock
from backend.core.ids import uuid7
from backend.oplog.models import Event
from backend.papers.shapes import DeviceWord
from backend.rectifications import services
from backend.rectifications.models import Order
from tests.backend import make
from tests.backend.pages import browser, text_of
from tests.backend.rectifications import make as orders

pytestmark = pytest.mark.usefixtures("rolled_back")
LIST = "/office/orders"
SURE = {"sure": "yes"}
VERBS = ("issue", "confirm-service", "extend", "refuse-extension", "recheck", "close")


def as_role(role: str) -> Any:
    return browser(make.person(role))


def page_of(order: Order, client: Client | None = None) -> str:
    return text_of((client or as_role("head")).get(f"{LIST}/{order.pk}"))


def send(client: Client, order: Order, verb: str, **told: Any) -> Any:
    """Send a form as the page shows it now."""
    order.refresh_from_db()
    seen = {"seen_version": order.version, **told}
    return client.post(f"{LIST}/{order.pk}/{verb}", seen, follow=True)


def kinds(order: Order, kind: str) -> int:
    return Event.objects.filter(kind=f"order.{kind}", subject=str(order.pk)).count()


@pytest.fixture(scope="module")
def on_paper(shared_rows: None) -> UUID:
    """Issue an order, once."""
    return orders.issued().pk


@pytest.fixture(scope="module")
def corrected(shared_rows: None) -> UUID:
    """Serve an order that its home answers, once."""
    return orders.answered().pk


@pytest.fixture
def issued(on_paper: UUID, rolled_back: None) -> Order:
    """Give an order with its paper."""
    return Order.objects.get(pk=on_paper)


@pytest.fixture
def answered(corrected: UUID, rolled_back: None) -> Order:
    """Give an order the home has answered."""
    return Order.objects.get(pk=corrected)


def served(order: Order) -> Order:
    """Serve it today."""
    return services.serve_order(
        order_id=order.pk,
        served_on=clock.today(),
        kind="direct",
        recipient="合成负责人",
        actor="system",
    )


def doubtful(order: Order) -> Order:
    """Serve it by a tablet whose clock proves nothing."""
    return services.serve_order(
        order_id=order.pk,
        served_on=clock.today(),
        kind="direct",
        recipient="合成负责人",
        device=DeviceWord(str(uuid7()), None, None, clock.now()),
        actor="system",
    )


def test_an_order_shows_problems_answers_photos_and_who_did_what(answered: Order) -> None:
    order = answered

    page = page_of(order)

    for word in ("疏散通道堆放杂物", "清理通道", "已清理通道", "整改后", "签发", "送达"):
        assert word in page
    file = order.answers.get().files.get()
    photo = as_role("auditor").get(f"{LIST}/{order.pk}/after/{file.pk}")
    assert photo["Content-Type"] == "image/jpeg"
    assert Image.open(io.BytesIO(photo.content)).format == "JPEG"
    assert photo["X-Content-Type-Options"] == "nosniff"


def test_a_photo_of_another_order_or_county_is_not_there(answered: Order) -> None:
    order, other = answered, orders.answered()
    file = order.answers.get().files.get()
    stranger = browser(make.person("head", at=make.NANGANG))

    assert as_role("head").get(f"{LIST}/{other.pk}/after/{file.pk}").status_code == 404
    assert stranger.get(f"{LIST}/{order.pk}/after/{file.pk}").status_code == 404
    shown = order.visit.evidence.first()
    assert shown is not None
    assert as_role("head").get(f"{LIST}/{order.pk}/before/{shown.pk}").status_code == 404


def test_the_head_issues_once_though_sent_twice() -> None:
    order, head = orders.drafted(), as_role("head")
    seen = {"seen_version": order.version, **SURE}

    unsure = send(head, order, "issue")
    first = head.post(f"{LIST}/{order.pk}/issue", seen, follow=True)
    second = head.post(f"{LIST}/{order.pk}/issue", seen)

    assert unsure.status_code == 400
    assert "已签发" in text_of(first)
    assert second.status_code == 409
    assert "打开以后内容有变动" in text_of(second)
    assert kinds(order, "issued") == 1


def test_a_doubtful_date_is_settled_by_the_head_and_the_term_runs(issued: Order) -> None:
    order, head = doubtful(issued), as_role("head")

    assert "送达日期待确认" in page_of(order, head)
    future = (clock.today() + timedelta(days=3)).isoformat()
    refused = send(head, order, "confirm-service", served_on=future, **SURE)
    done = send(head, order, "confirm-service", served_on=clock.today().isoformat(), **SURE)

    assert refused.status_code == 422
    assert "date up to" not in text_of(refused)
    assert "已确认送达日期" in text_of(done)


def test_more_time_is_granted_once_and_a_request_may_be_refused(issued: Order) -> None:
    order, head = served(issued), as_role("head")
    asked = services.ask_extension(
        order_id=order.pk, amount=5, reason="合成：配件未到", by=orders.manager(order)
    )
    before = Order.objects.get(pk=order.pk).due_on

    assert "合成：配件未到" in page_of(order, head)
    no = send(head, order, "refuse-extension", request=asked.pk, reason="配件本地可购")
    seen = Order.objects.get(pk=order.pk).version
    told = {"seen_version": seen, "amount": 5, "reason": "合成", **SURE}
    head.post(f"{LIST}/{order.pk}/extend", told)
    twice = head.post(f"{LIST}/{order.pk}/extend", told)

    assert "不同意延期" in text_of(no)
    assert twice.status_code == 409
    assert kinds(order, "extended") == 1
    after = Order.objects.get(pk=order.pk).due_on
    assert before is not None
    assert after is not None
    assert after > before


def test_an_officer_rechecks_at_the_desk_and_another_person_closes(answered: Order) -> None:
    order = answered
    officer = orders.officer()
    inspector = browser(officer)

    unsaid = send(inspector, order, "recheck", result="failed", way="desk")
    passed = send(inspector, order, "recheck", result="passed", way="desk")
    page = page_of(order, as_role("reviewer"))
    closed = send(as_role("reviewer"), order, "close", **SURE)

    assert unsaid.status_code == 422
    assert "写明理由" in text_of(unsaid)
    assert "复查通过" in text_of(passed)
    assert 'action="' + f"{LIST}/{order.pk}/close" in page
    assert "已销号" in text_of(closed)
    order.refresh_from_db()
    assert order.state == Order.State.CLOSED


def test_who_rechecked_does_not_close(answered: Order) -> None:
    order = orders.rechecked(answered)
    both = order.passed_by
    assert both is not None
    both.grants.create(role="reviewer", region=make.region())
    client = browser(both)

    assert "须由另一人销号" in page_of(order, client)
    refused = send(client, order, "close", **SURE)

    assert refused.status_code == 422
    assert "请另一人销号" in text_of(refused)


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_acts_on_another_countys_order(verb: str, answered: Order) -> None:
    order = answered
    stranger = browser(make.person("head", "inspector", "reviewer", at=make.NANGANG))
    words = {
        "served_on": clock.today().isoformat(),
        "amount": 3,
        "reason": "合成",
        "result": "passed",
        "way": "desk",
        "request": order.pk,
    }

    assert stranger.get(f"{LIST}/{order.pk}").status_code == 404
    assert send(stranger, order, verb, **words, **SURE).status_code == 404


@pytest.mark.parametrize("role", ["auditor", "supervision", "home_manager", "registrar"])
@pytest.mark.parametrize("verb", VERBS)
def test_who_only_reads_does_nothing(role: str, verb: str, issued: Order) -> None:
    assert as_role(role).post(f"{LIST}/{issued.pk}/{verb}", {}).status_code == 403
