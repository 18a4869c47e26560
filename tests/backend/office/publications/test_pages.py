"""/office/publications: what is due, the preview as the public reads it, shown and taken back."""

import csv
import io
import json
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from backend.core.canonical import digest
from backend.inspections.models import Visit
from backend.oplog.models import Event
from backend.publication.models import Publication
from tests.backend import make
from tests.backend.draws import make as draws
from tests.backend.draws.make import let_days_pass
from tests.backend.inspections import make as visits
from tests.backend.pages import browser, private_words, text_of
from tests.backend.publication import make as publications

pytestmark = pytest.mark.usefixtures("rolled_back", "results")
LIST = "/office/publications"
SURE = {"sure": "yes"}
VERBS = ("publish", "withdraw", "takedown", "confirm-takedown")


def as_role(role: str) -> Any:
    return browser(make.person(role))


@pytest.fixture(scope="module")
def results(shared_rows: None) -> dict[str, UUID]:
    """Give a result that is due and one that is published, once."""
    return {"due": publications.due().pk, "published": publications.published().pk}


@pytest.fixture
def due(results: dict[str, UUID], rolled_back: None) -> Publication:
    """Give a result that waits to be published."""
    return Publication.objects.get(pk=results["due"])


@pytest.fixture
def published(results: dict[str, UUID], rolled_back: None) -> Publication:
    """Give a result that everybody can read."""
    return Publication.objects.get(pk=results["published"])


def address(row: Publication, verb: str = "") -> str:
    return f"{LIST}/{row.pk}/{verb}".rstrip("/")


def send(client: Client, row: Publication, verb: str, **told: Any) -> Any:
    """Send a form as the page shows it now."""
    row.refresh_from_db()
    return client.post(address(row, verb), {"seen_version": row.version, **told}, follow=True)


def test_the_queue_says_what_is_due_and_how_many_working_days_are_left(
    due: Publication,
) -> None:
    page = text_of(as_role("publisher").get(LIST))

    assert due.site is not None
    for word in (due.site.name, "抽查结果公告", "待公示", "个工作日（至", "可以公示"):
        assert word in page


def test_what_is_late_is_found_and_marked() -> None:
    let_days_pass(60)

    page = text_of(as_role("publisher").get(f"{LIST}?todo=late"))

    assert "共 1 项" in page
    assert "已逾期" in page


def test_the_preview_is_what_the_public_will_read_and_names_nobody(due: Publication) -> None:
    row = due
    visit = Visit.objects.get(pk=row.subject_id)
    publisher = as_role("publisher")

    before = text_of(publisher.get(address(row)))
    send(publisher, row, "publish", **SURE)
    row.refresh_from_db()
    public = text_of(browser().get(f"/sites/{row.site_id}"))

    assert row.payload_digest in before
    told = before.partition('class="as-public"')[2].partition('<details class="more"')[0]
    for word in ("检查结论", "看了什么", "没有看什么", "尚未整改"):
        assert word in told
        assert word in public
    assert [word for word in private_words(visit) if word in told] == []


def test_the_payload_beside_it_is_the_file_that_is_published(due: Publication) -> None:
    row, publisher = due, as_role("publisher")
    page = publisher.get(address(row))

    shown = json.loads(page.context["text"])
    send(publisher, row, "publish", **SURE)
    row.refresh_from_db()

    assert digest(shown) == row.payload_digest


def test_publishing_twice_is_once_and_asks_to_be_sure(due: Publication) -> None:
    row, publisher = due, as_role("publisher")
    seen = {"seen_version": row.version, **SURE}

    unsure = send(publisher, row, "publish")
    first = publisher.post(address(row, "publish"), seen, follow=True)
    second = publisher.post(address(row, "publish"), seen)

    assert unsure.status_code == 400
    assert "已公示" in text_of(first)
    assert second.status_code == 409
    assert Event.objects.filter(kind="result.published", subject=str(row.pk)).count() == 1


def test_a_takedown_hides_it_at_once_and_waits_for_another_person(
    published: Publication,
) -> None:
    row, one = published, make.person("publisher")
    client = browser(one)

    page = text_of(send(client, row, "takedown", reason="照片中可辨认老人", **SURE))
    own = send(client, row, "confirm-takedown", **SURE)
    other = text_of(send(as_role("head"), row, "confirm-takedown", **SURE))

    assert "已下架" in page
    assert "须由另一人确认" in page
    assert "1 项问题尚未整改" not in text_of(browser().get(f"/sites/{row.site_id}"))
    assert own.status_code == 422
    assert "已确认下架" in other
    assert Event.objects.filter(kind="takedown.confirmed").count() == 1


def test_a_withdrawal_says_why_and_the_history_names_who(published: Publication) -> None:
    row, person = published, make.person("publisher", name="合成公示员")
    client = browser(person)

    unsaid = send(client, row, "withdraw", reason=" ", **SURE)
    page = text_of(send(client, row, "withdraw", reason="公示期满", **SURE))

    assert unsaid.status_code == 400
    for word in ("公示期满", "已撤回", "合成公示员"):
        assert word in page


@pytest.mark.parametrize("kind", ["draw-before", "level", "notice", "announcement"])
def test_other_kinds_are_shown_as_they_are(kind: str) -> None:
    row = Publication.objects.create(
        kind=kind,
        subject_type="draw",
        subject_id=draws.announced().pk,
        region=make.region(),
        formed_on="2026-03-02",
        due_on="2026-03-02",
        state="published",
        published_at="2026-03-02T09:00:00+08:00",
        payload={"title": "合成公布内容"},
        payload_digest=digest({"title": "合成公布内容"}),
    )

    page = text_of(as_role("publisher").get(address(row)))
    listed = text_of(as_role("publisher").get(f"{LIST}?kind={kind}"))

    assert "合成公布内容" in page
    assert row.get_kind_display() in listed


def test_a_result_whose_visit_has_no_conclusion_says_what_is_missing() -> None:
    visit = visits.locked()
    row = Publication.objects.create(
        kind="result",
        subject_type="visit",
        subject_id=visit.pk,
        site=visit.site,
        region=visit.site.region,
        formed_on="2026-03-02",
        due_on="2026-03-30",
    )
    publisher = as_role("publisher")

    assert "检查结论尚未形成" in text_of(publisher.get(LIST))
    page = text_of(publisher.get(address(row)))
    assert "还不能公示" in page
    assert 'action="' + address(row, "publish") not in page


def test_the_files_hold_what_fits(published: Publication) -> None:
    answer = as_role("publisher").get(f"{LIST}.csv?state=published")
    data = b"".join(answer.streaming_content).decode()
    rows = list(csv.DictReader(io.StringIO(data.removeprefix("\ufeff"))))

    assert [one["编号"] for one in rows] == [str(published.pk)]
    book = as_role("head").get(f"{LIST}.xlsx")
    assert b"".join(book.streaming_content)[:2] == b"PK"


def test_no_row_asks_the_database_again() -> None:
    client = as_role("publisher")

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(LIST)
        return len(seen)

    few = asked()
    for _ in range(2):
        publications.due()

    assert asked() == few


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_acts_on_another_countys_publication(verb: str, published: Publication) -> None:
    row = published
    stranger = browser(make.person("publisher", "head", at=make.NANGANG))

    assert stranger.get(address(row)).status_code == 404
    assert send(stranger, row, verb, reason="合成", **SURE).status_code == 404
    row.refresh_from_db()
    assert row.state == Publication.State.PUBLISHED


@pytest.mark.parametrize("role", ["auditor", "supervision", "home_manager", "reviewer"])
@pytest.mark.parametrize("verb", VERBS)
def test_who_only_reads_does_nothing(role: str, verb: str, published: Publication) -> None:
    assert as_role(role).post(address(published, verb), {}).status_code == 403
