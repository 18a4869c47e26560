"""/office/levels: the list with what is left, suspension in a minute, removal after a hearing."""

import csv
import io
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backend.accounts.roles import Role
from backend.core import clock
from backend.inspections.models import Finding
from backend.oplog.models import Event
from backend.ratings import services
from backend.ratings.models import Level
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.pages import browser, text_of
from tests.backend.ratings import make as ratings

pytestmark = pytest.mark.usefixtures("rolled_back")
LIST = "/office/levels"


def as_role(*roles: str, at: str = make.DAOLI) -> Any:
    return browser(make.person(*roles, at=at))


@pytest.fixture(scope="module")
def confirmed(shared_rows: None) -> UUID:
    """Walk a rating to its confirmed level, once."""
    return ratings.confirmed(ratings.small_round()).pk


@pytest.fixture
def level(confirmed: UUID, rolled_back: None) -> Level:
    """Give a level that stands."""
    return Level.objects.get(pk=confirmed)


def page_of(row: Level) -> str:
    return f"{LIST}/{row.pk}"


def state_of(row: Level) -> str:
    row.refresh_from_db()
    return row.state


def test_a_level_is_suspended_in_one_form_and_restored(level: Level) -> None:
    head = as_role(Role.HEAD)
    told = {"reason": "发生火灾，一人受伤（合成）"}

    silent = head.post(f"{page_of(level)}/suspend", {"reason": ""})
    done = [head.post(f"{page_of(level)}/suspend", told, follow=True) for _ in range(2)]
    suspended = state_of(level)
    seen = {"seen_version": str(level.version), "reason": "调查结束，与评定条件无关（合成）"}
    back = [head.post(f"{page_of(level)}/restore", seen, follow=True) for _ in range(2)]

    assert (silent.status_code, "须说明理由" in text_of(silent)) == (422, True)
    assert "公众现在看到：等级暂停，调查中" in text_of(done[0])
    assert suspended == "suspended"
    assert "等级已恢复" in text_of(back[0])
    assert "已经办过" in text_of(back[1])
    assert state_of(level) == "valid"
    assert "发生火灾，一人受伤（合成）" in text_of(back[0])
    assert Event.objects.filter(kind="level.suspended").count() == 1


def test_a_removal_is_told_heard_and_decided(level: Level) -> None:
    reviewer, head = as_role(Role.REVIEWER), as_role(Role.HEAD)
    told = {"kind": "revoke", "grounds": "提供虚假材料（合成）", "clause": "合成条款第九条"}

    silent = reviewer.post(f"{page_of(level)}/removals", {**told, "clause": ""})
    sent = [reviewer.post(f"{page_of(level)}/removals", told, follow=True) for _ in range(2)]
    other = reviewer.post(f"{page_of(level)}/removals", {**told, "grounds": "另一事由"})
    (row,) = level.removals.all()
    decision = {"outcome": "imposed", "reason": "事实清楚（合成）"}
    early = head.post(f"{page_of(level)}/removals/{row.pk}/decide", decision)
    home = level.assessment.application.applicant
    services.state_on_removal(removal_id=row.pk, words="材料系误填（合成）", by=home)
    heard = text_of(head.get(page_of(level)))
    refused = reviewer.post(f"{page_of(level)}/removals/{row.pk}/decide", decision)
    done = [
        head.post(f"{page_of(level)}/removals/{row.pk}/decide", decision, follow=True)
        for _ in range(2)
    ]

    assert silent.status_code == 422
    assert "已事先告知机构" in text_of(sent[0])
    assert "已经办过" in text_of(sent[1])
    assert (other.status_code, "先决定已经发出的告知" in text_of(other)) == (409, True)
    assert (early.status_code, "等机构陈述申辩或者期满" in text_of(early)) == (422, True)
    assert "材料系误填（合成）" in heard
    assert refused.status_code == 403
    assert "已决定：决定执行" in text_of(done[0])
    assert (state_of(level), level.removals.count()) == ("revoked", 1)
    assert "立即暂停" not in text_of(head.get(page_of(level)))


def test_a_level_with_an_open_hazard_stands_above_the_list(level: Level) -> None:
    quiet = text_of(as_role(Role.HEAD).get(LIST))
    visit = visits.opened("case", site=level.site)
    visits.finding(visit, severity=Finding.Severity.MAJOR, wording="疏散通道封堵（合成）")

    page = text_of(as_role(Role.HEAD).get(f"{LIST}?todo=hazard"))
    one = text_of(as_role(Role.HEAD).get(page_of(level)))

    assert "有未整改重大事故隐患的等级" not in quiet
    assert "有未整改重大事故隐患的等级" in page
    assert "共 1 个等级" in page
    assert f'href="/office/visits/{visit.pk}#findings"' in one
    assert "有重大隐患的等级" in text_of(as_role(Role.HEAD).get("/office/rounds"))


def test_the_list_says_validity_and_the_file_holds_the_same(level: Level) -> None:
    client = as_role(Role.AUDITOR)

    page = text_of(client.get(f"{LIST}?state=valid&title={level.title}"))
    data = b"".join(client.get(f"{LIST}.csv").streaming_content).decode()
    book = b"".join(client.get(f"{LIST}.xlsx").streaming_content)
    (row,) = csv.DictReader(io.StringIO(data.removeprefix("\ufeff")))

    left = (level.valid_until - clock.today()).days
    assert level.site.name in page
    assert f">{left}<" in page.replace("\n", "")
    assert (row["剩余（日）"], row["状态"]) == (str(left), "有效")
    assert book.startswith(b"PK")
    assert "共 0 个等级" in text_of(client.get(f"{LIST}?todo=removal"))


@pytest.mark.parametrize("role", list(Role))
def test_other_counties_homes_and_readers_change_nothing(role: Role, level: Level) -> None:
    stranger, reader = as_role(role, at=make.NANGANG), as_role(role)
    verbs = ("suspend", "restore", "removals")

    codes = {stranger.get(page_of(level)).status_code}
    codes |= {stranger.post(f"{page_of(level)}/{verb}").status_code for verb in verbs}
    if role not in (Role.HEAD, Role.REVIEWER):
        codes |= {reader.post(f"{page_of(level)}/{verb}").status_code for verb in verbs}

    assert codes <= {403, 404}
    assert state_of(level) == "valid"
    assert not level.removals.exists()


def test_no_row_asks_the_database_again(level: Level) -> None:
    client, round_ = as_role(Role.HEAD), ratings.small_round(title="另一批次（合成）")

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(LIST).status_code == 200
        return len(found)

    asked()
    few = asked()
    ratings.confirmed(round_)

    assert asked() == few
