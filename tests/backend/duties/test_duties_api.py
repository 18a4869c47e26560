"""/api/v1/duties: who sees and excuses what, and the files made of it."""

from datetime import timedelta
from typing import Any

import pytest

from backend.accounts.roles import Role
from backend.core import clock, outbox
from backend.duties.models import Duty, DutyFile
from backend.duties.services import settle_everything
from backend.oplog.models import Event as Logged
from backend.papers.models import Paper
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.registers import make as registers

pytestmark = pytest.mark.django_db
EXCUSE = {"excuse": "region-stop", "reason": "全市统一安排（合成）"}


@pytest.fixture
def plan() -> Duty:
    """Give the office's duty to publish a plan this year."""
    registers.site()
    settle_everything(actor="system")
    return Duty.objects.get(code="yearly-plan", period=str(clock.today().year))


def call(address: str, told: Any = None, *, who: str = "head", at: str = make.DAOLI) -> Any:
    client = make.client_for(make.person(who, at=at))
    where = f"/api/v1/{address}"
    return client.get(where) if told is None else client.post(where, told, format="json")


def test_a_line_says_basis_source_and_how_sure(plan: Duty) -> None:
    told = call(f"duties?kind=yearly-plan&year={clock.today().year}").json()["results"]

    assert [row["id"] for row in told] == [str(plan.pk)]
    assert told[0]["confidence"] == "provisional"
    assert "3月底" in told[0]["basis"]
    assert told[0]["source"]


def test_another_county_finds_nothing(plan: Duty) -> None:
    far: dict[str, Any] = {"at": make.NANGANG}
    assert call("duties", **far).json()["results"] == []
    assert call(f"duties/{plan.pk}", **far).status_code == 404
    assert call(f"duties/{plan.pk}/excuse", EXCUSE, **far).status_code == 404
    home = plan.region.sites.first()
    assert home is not None
    period = {"from_on": "2026-01-01", "until_on": str(clock.today())}
    assert call(f"sites/{home.pk}/file", period, **far).status_code == 404
    assert call(f"regions/{make.DAOLI}/duty-ledger", period, **far).status_code == 404


def test_an_excuse_is_once_says_who_and_why_and_outlives_the_days_run(plan: Duty) -> None:
    first = call(f"duties/{plan.pk}/excuse", EXCUSE)
    again = call(f"duties/{plan.pk}/excuse", EXCUSE)
    other = call(f"duties/{plan.pk}/excuse", {**EXCUSE, "excuse": "other"})
    settle_everything(actor="system")

    assert (first.status_code, again.status_code, other.status_code) == (200, 200, 422)
    assert other.json()["code"] == "duty-closed"
    plan.refresh_from_db()
    assert (plan.state, plan.late, plan.excuse_reason) == ("excused", False, EXCUSE["reason"])
    assert Logged.objects.filter(kind="duty.excused", subject=str(plan.pk)).count() == 1


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"excuse": "hearing", "reason": "合成"}, "duty-excuse-not-for-kind"),
        ({"excuse": "other", "reason": "合成", "seen_version": 99}, "duty-moved-on"),
    ],
)
def test_an_excuse_is_refused(plan: Duty, told: dict[str, Any], code: str) -> None:
    assert call(f"duties/{plan.pk}/excuse", told).json()["code"] == code


def test_what_was_done_on_paper_is_noted_with_its_document(plan: Duty) -> None:
    day = plan.started_on + timedelta(days=5)
    told = {"done_on": str(day), "document": "哈里民发〔2026〕3号（合成）"}
    ahead = {**told, "done_on": str(clock.today() + timedelta(days=1))}

    assert call(f"duties/{plan.pk}/note-done", ahead).json()["code"] == "duty-day-not-possible"
    assert call(f"duties/{plan.pk}/note-done", told).status_code == 200
    settle_everything(actor="system")

    plan.refresh_from_db()
    assert (plan.state, plan.late, plan.done_on) == ("done", False, day)
    assert plan.ground_id == told["document"]


def test_what_the_system_sees_is_not_noted_by_hand(plan: Duty) -> None:
    other = Duty.objects.get(code="yearly-inspection")
    told = {"done_on": str(clock.today()), "document": "合成"}
    assert call(f"duties/{other.pk}/note-done", told).json()["code"] == "duty-not-by-hand"


def test_who_only_reads_does_not_write(plan: Duty) -> None:
    for who in (Role.AUDITOR, Role.SUPERVISION, Role.INSPECTOR):
        assert call(f"duties/{plan.pk}", who=who).status_code == 200
        assert call(f"duties/{plan.pk}/excuse", EXCUSE, who=who).status_code == 403


def test_a_home_has_one_signed_file_of_everything_inspection_and_rating_apart() -> None:
    visit = visits.locked("case")
    outbox.deliver_all()
    settle_everything(actor="system")
    period = {"from_on": str(visit.planned_at.date()), "until_on": str(clock.today())}

    asked = call(f"sites/{visit.site_id}/file", period)
    same = call(f"sites/{visit.site_id}/file", period)
    assert (asked.status_code, asked.json()["state"]) == (202, "waiting")
    assert same.json()["id"] == asked.json()["id"]
    outbox.deliver_all()

    told = call(f"duty-files/{asked.json()['id']}").json()
    assert (told["state"], told["problem"]) == ("sealed", "")
    assert told["number"].startswith("哈里民档〔")
    paper = Paper.objects.get(pk=told["paper"])
    words = paper.text
    for section in ("五、行政检查", "六、责令改正和复查", "八、等级评定", "十一、各事项的依据"):
        assert section in words
    part = words.index("八、等级评定\n")
    assert visit.nature.title_zh in words[:part]
    assert visit.nature.title_zh not in words[part : words.index("九、行政检查事项逐项")]
    assert DutyFile.objects.get(pk=told["id"]).lines


def test_an_office_has_its_ledger() -> None:
    registers.site()
    settle_everything(actor="system")
    period = {"from_on": f"{clock.today().year}-01-01", "until_on": str(clock.today())}

    asked = call(f"regions/{make.DAOLI}/duty-ledger", period)
    outbox.deliver_all()

    where = f"duty-files/{asked.json()['id']}"
    assert call(where, at=make.NANGANG).status_code == 404
    told = call(where).json()
    assert told["state"] == "sealed"
    assert "每家机构每年至少检查一次" in Paper.objects.get(pk=told["paper"]).text


@pytest.mark.parametrize("period", [("2026-02-01", "2026-01-01"), ("2026-01-01", "2999-01-01")])
def test_a_file_takes_a_possible_period(period: tuple[str, str]) -> None:
    told = {"from_on": period[0], "until_on": period[1]}
    answer = call(f"regions/{make.DAOLI}/duty-ledger", told)
    assert answer.json()["code"] == "duty-period-not-possible"
