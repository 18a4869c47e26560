"""Answering an order and asking for more time in the portal (整改反馈, 申请延期)."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from backend.core import clock
from backend.oplog.models import Event
from backend.rectifications import services
from backend.rectifications.models import Answer, ExtensionRequest, Order
from tests.backend import make as house
from tests.backend.inspections import make as visits
from tests.backend.pages import browser, text_of
from tests.backend.portal.make import homed
from tests.backend.rectifications import make

pytestmark = pytest.mark.django_db


def at(order: Order, verb: str = "answer") -> str:
    return f"/portal/orders/{order.pk}/{verb}"


def told(order: Order, words: str = "已清理通道", *files: Any) -> dict[str, Any]:
    name = f"done-{order.findings.get().pk}"
    return {name: words, "files": list(files)}


def photo(name: str = "后.jpg", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or make.jpeg())


def test_an_answer_says_each_problem_and_carries_photos() -> None:
    order = make.served()
    client = homed(order.site)[0]

    answer = client.post(at(order), told(order, "已清理通道", photo()), follow=True)

    page, said = text_of(answer), order.answers.get()
    assert "整改已提交，等待复查" in page
    assert "后.jpg" in page
    assert said.text == f"【{order.findings.get().number}】已清理通道"
    assert client.get(f"/portal/orders/{order.pk}/files/{said.files.get().pk}").status_code == 200


def test_an_answer_sent_twice_by_two_managers_is_one_answer() -> None:
    order = make.served()
    first, second = homed(order.site)[0], browser(visits.manager(order.site))

    for client in (first, first, second):
        page = text_of(client.post(at(order), told(order, "已清理通道", photo()), follow=True))
        assert "整改已提交" in page

    assert Answer.objects.filter(order=order).count() == 1


def test_another_answer_after_the_first_is_refused_beside_the_order() -> None:
    order = make.served()
    client = homed(order.site)[0]
    client.post(at(order), told(order))

    answer = client.post(at(order), told(order, "另一种说法"))

    assert answer.status_code == 422
    assert "整改单当前状态不允许此操作" in text_of(answer)


def test_every_problem_needs_its_words() -> None:
    order = make.served()

    answer = homed(order.site)[0].post(at(order), told(order, "  "))

    assert answer.status_code == 400
    assert "写明这一项怎样改正的" in text_of(answer)
    assert not order.answers.exists()


@pytest.mark.parametrize(
    ("files", "words"),
    [
        pytest.param([photo("坏.jpg", b"MZ")], "文件：坏.jpg", id="no photo"),
        pytest.param([photo(f"{n}.jpg") for n in range(13)], "一次最多 12 个文件", id="too many"),
    ],
)
def test_a_bad_file_is_named_and_the_words_stay(files: Any, words: str) -> None:
    order = make.served()

    answer = homed(order.site)[0].post(at(order), told(order, "已清理通道", *files))

    assert answer.status_code == 400
    assert words in text_of(answer)
    assert "已清理通道</textarea>" in text_of(answer)
    order.refresh_from_db()
    assert order.state == "served"


def test_more_time_is_asked_for_once_and_granted_by_the_head() -> None:
    order = make.served()
    client = homed(order.site)[0]
    asked = {"amount": "5", "reason": "等待更换的门到货（合成）"}

    for _ in range(2):
        assert "等待答复" in text_of(client.post(at(order, "extension"), asked, follow=True))
    other = client.post(at(order, "extension"), {**asked, "amount": "6"})
    services.extend_order(order_id=order.pk, amount=5, reason="同意", head=make.head())

    assert other.status_code == 422
    assert "已有一项延期申请待答复" in text_of(other)
    assert ExtensionRequest.objects.get(order=order).outcome == "granted"
    assert "同意延期" in text_of(client.get(f"/portal/orders/{order.pk}"))
    assert Event.objects.filter(kind="order.extension-asked", subject=str(order.pk)).count() == 1


@pytest.mark.parametrize("amount", ["0", "-1", "三", "366", "1e2", "²"])
def test_days_are_a_whole_number(amount: str) -> None:
    order = make.served()

    answer = homed(order.site)[0].post(at(order, "extension"), {"amount": amount, "reason": "合成"})

    assert (answer.status_code, order.extension_requests.count()) == (400, 0)


def test_more_time_is_not_asked_for_after_the_term_or_without_a_reason() -> None:
    order = make.served()
    client = homed(order.site)[0]
    blank = client.post(at(order, "extension"), {"amount": "3", "reason": " "})
    Order.objects.filter(pk=order.pk).update(due_on=clock.today() - timedelta(days=1))

    late = client.post(at(order, "extension"), {"amount": "3", "reason": "合成"})

    assert "应当写明理由" in text_of(blank)
    assert late.status_code == 422
    assert "改正期限已届满" in text_of(late)


def test_more_time_is_refused_with_a_reason_and_the_home_reads_it() -> None:
    order = make.served()
    client, _home, person = homed(order.site)
    asked = services.ask_extension(order_id=order.pk, amount=3, reason="合成", by=person)

    for _ in range(2):
        services.refuse_extension(request_id=asked.pk, reason="期限足够", by=house.person("head"))

    page = text_of(client.get(f"/portal/orders/{order.pk}"))
    assert "不同意延期" in page
    assert "期限足够" in page


def test_an_answer_ends_the_request_for_more_time() -> None:
    order = make.served()
    client, _home, person = homed(order.site)
    services.ask_extension(order_id=order.pk, amount=3, reason="合成", by=person)

    client.post(at(order), told(order))

    assert ExtensionRequest.objects.get(order=order).outcome == "moot"
