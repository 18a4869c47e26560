"""A visit that could not be carried out as planned: locked with its reason, published as such."""

from typing import Any

import pytest

from backend.core import outbox
from backend.core.canonical import digest
from backend.inspections.models import Visit
from backend.inspections.selectors import content_of
from backend.publication.models import Publication
from backend.publication.services import publish_result
from tests.backend import make
from tests.backend.pages import browser, text_of
from tests.backend.sync.make import Tablet, tablet

pytestmark = pytest.mark.django_db


def lock(one: Tablet, code: str, note: str = "合成：大门紧闭，电话无人接听") -> dict[str, Any]:
    """State that the visit could not be carried out, and let it be concluded."""
    told = one.lock(one.visit, outcome={"code": code, "note": note})
    (receipt,) = one.push(told)
    outbox.deliver_all()
    one.visit.refresh_from_db()
    return receipt


@pytest.mark.parametrize(
    ("code", "result", "words"),
    [
        ("cooperation-refused", "8", "不配合检查情节严重"),
        ("not-in-business", "F", "未发现开展本次抽查涉及的经营活动"),
        ("closed", "7", "停业、清算"),
        ("not-found", "6", "通过登记的住所（经营场所）无法联系"),
    ],
)
def test_an_obstacle_has_its_public_code(code: str, result: str, words: str) -> None:
    one = tablet()

    receipt = lock(one, code)

    assert receipt["current"] == {"state": "locked", "waits_for": []}
    told = one.visit.conclusion
    assert told is not None
    assert (told["codes"], told["words"]) == ([result], [words])
    assert told["dispositions"] == ["stopped"]
    assert (told["unable"]["code"], told["provisional"]) == (code, [])
    assert one.visit.state == Visit.State.CONCLUDED


def test_one_without_a_public_code_keeps_its_own_word_provisionally() -> None:
    one = tablet()
    lock(one, "cannot-check", "合成：道路被水淹没")

    told = one.visit.conclusion
    assert told is not None
    assert told["codes"] == told["provisional"] == ["cannot-check"]
    assert told["words"] == ["因其他原因无法检查"]


def test_what_was_found_before_stands_beside_it() -> None:
    one = tablet()
    one.push(
        one.answer(value="no"),
        one.op(
            "finding.add",
            {
                "id": "0192f0c0-0000-7000-8000-000000000001",
                "item": "safety.exit",
                "clause": "合成 §exit",
                "wording": "疏散通道堆放杂物",
                "severity": "general",
            },
        ),
    )
    lock(one, "cooperation-refused")

    told = one.visit.conclusion
    assert told is not None
    assert told["codes"] == ["8", "A"]
    assert told["dispositions"] == ["stopped", "order"]


@pytest.mark.parametrize(
    "outcome",
    [
        pytest.param({"code": "closed"}, id="without its reason"),
        pytest.param({"code": "closed", "note": "  "}, id="an empty reason"),
        pytest.param({"code": "on-holiday", "note": "合成"}, id="another word"),
    ],
)
def test_it_needs_a_known_word_and_a_reason(outcome: dict[str, str]) -> None:
    one = tablet()

    (receipt,) = one.push(one.lock(one.visit, outcome=outcome))

    assert receipt["code"] == "malformed-operation"


def test_the_locks_digest_covers_it() -> None:
    one = tablet()
    lock(one, "closed", "合成：已停业")

    content = content_of(one.visit)
    assert content["outcome"] == {"code": "closed", "note": "合成：已停业"}
    assert digest(content) == one.visit.lock_digest
    assert one.visit.lock_receipt is not None
    assert one.visit.lock_receipt["receipt"]["outcome"] == "closed"


def test_the_public_reads_that_nothing_was_looked_at() -> None:
    one = tablet()
    lock(one, "cannot-check", "合成：内部说明，不公开")
    due = Publication.objects.get(subject_id=one.visit.pk)

    shown = publish_result(publication_id=due.pk, by=make.person("publisher")).payload

    assert shown is not None
    assert shown["conclusion"] == [
        {"code": "cannot-check", "words": "因其他原因无法检查", "provisional": True}
    ]
    assert shown["unable"] == "因其他原因无法检查"
    assert shown["looked_at"]["answered"] == 0
    assert any("整项未检查" in line for line in shown["not_looked_at"])
    assert "内部说明" not in str(shown)


def test_the_homes_page_says_that_the_inspection_did_not_take_place() -> None:
    one = tablet()
    lock(one, "cannot-check", "合成：道路被水淹没")
    due = Publication.objects.get(subject_id=one.visit.pk)
    publish_result(publication_id=due.pk, by=make.person("publisher"))

    page = text_of(browser().get(f"/sites/{one.visit.site_id}"))

    for words in ("因其他原因无法检查", "（暂定用语）", "本次未能检查，没有形成整改要求"):
        assert words in page
    assert "道路被水淹没" not in page


def test_the_office_reads_why() -> None:
    one = tablet()
    lock(one, "closed", "合成：门口贴有停业公告")

    page = text_of(browser(make.person("head")).get(f"/office/visits/{one.visit.pk}"))

    for words in ("已停业或者正在清算", "门口贴有停业公告", "停业、清算"):
        assert words in page
