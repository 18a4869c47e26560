"""/office/…/what-if: asked for, watched, read, exported, and another county's is not there."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from backend.accounts.roles import Role
from backend.core import clock
from backend.inspections.models import WhatIf
from backend.inspections.whatif.run import run_next
from backend.standards.models import ChecklistVersion
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.inspections import trials
from tests.backend.office.checklists.test_pages import LIST, plain
from tests.backend.pages import browser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: Any) -> Path:
    """Keep the files of trials below the test's own folder."""
    settings.VAR = tmp_path
    return tmp_path


def as_role(role: Role, at: str = make.DAOLI, language: str = "zh-hans") -> Any:
    return browser(make.person(role, at=at), language)


def versions() -> tuple[ChecklistVersion, ChecklistVersion]:
    old = visits.checklist()
    return old, trials.newer(old)


def page_of(new: ChecklistVersion) -> str:
    return f"{LIST}/{new.standard}/{new.version}/what-if"


def asked(old: ChecklistVersion, **more: Any) -> dict[str, Any]:
    return {"before": str(old.pk), "region": make.DAOLI, **more}


def test_a_trial_is_asked_for_watched_and_read() -> None:
    old, new = versions()
    freed = trials.locked(old, exit="no")
    trials.locked(old, food="no")
    client = as_role(Role.REGISTRAR)

    form = plain(client.get(page_of(new)))
    answer = client.post(f"{page_of(new)}/ask", asked(old), follow=True)
    address = f"/office/what-if/{WhatIf.objects.get().pk}"
    part = client.get(address, headers={"HX-Request": "true"})
    assert run_next()
    read = plain(client.get(address))
    rows = plain(client.get(f"{address}?moved=changed"))
    found = plain(client.get(page_of(new)))

    assert "2 次检查" in form
    assert "等待后台开始" in plain(answer)
    assert "<html" not in part.content.decode()
    for word in ("结论改变", "不变", "有不符合", "按区划", "道里区", "共 2 次检查"):
        assert word in read
    assert freed.site.name in rows
    assert "共 1 次检查" in rows
    assert "已完成" in found


def test_another_countys_trial_is_not_there_for_anybody() -> None:
    old, new = versions()
    far = trials.locked(old, at=make.NANGANG)
    run = trials.done(old, new, at=make.NANGANG)
    client = as_role(Role.REGISTRAR)
    address = f"/office/what-if/{run.pk}"

    assert [client.get(address).status_code, client.get(f"{address}/rows.csv").status_code] == [
        404,
        404,
    ]
    assert client.post(f"{address}/stop").status_code == 404
    assert far.site.name not in plain(client.get(page_of(new)))
    foreign = client.post(f"{page_of(new)}/ask", asked(old, region=make.NANGANG))
    assert (foreign.status_code, WhatIf.objects.count()) == (400, 1)


def test_what_is_wrong_is_said_beside_the_form() -> None:
    old, new = versions()
    client = as_role(Role.HEAD)
    today = clock.today()
    backward = {"since": today.isoformat(), "until": today.replace(year=today.year - 1).isoformat()}

    answer = client.post(f"{page_of(new)}/ask", asked(old, **backward))
    empty = client.post(f"{page_of(new)}/ask", {})

    assert (answer.status_code, empty.status_code) == (422, 400)
    assert "截止日期早于起始日期" in plain(answer)
    assert not WhatIf.objects.exists()


def test_an_auditor_reads_and_starts_nothing() -> None:
    old, new = versions()
    trials.locked(old)
    run = trials.done(old, new)
    client = as_role(Role.AUDITOR)

    assert client.get(f"/office/what-if/{run.pk}").status_code == 200
    assert client.post(f"{page_of(new)}/ask", asked(old)).status_code == 403
    assert client.post(f"/office/what-if/{run.pk}/stop").status_code == 403
    assert "开始试算" not in plain(client.get(page_of(new)))


def test_a_trial_is_stopped_and_run_again() -> None:
    old, new = versions()
    run = trials.asked(old, new)
    client = as_role(Role.REVIEWER)
    address = f"/office/what-if/{run.pk}"

    stopped = client.post(f"{address}/stop", follow=True)
    again = client.post(f"{address}/resume", follow=True)
    run_next()
    late = client.post(f"{address}/stop")

    assert "试算已停止" in plain(stopped)
    assert "试算已重新排队" in plain(again)
    assert (late.status_code, "试算已经结束" in plain(late)) == (422, True)


def test_the_rows_go_into_files_as_they_are_filtered() -> None:
    old, new = versions()
    trials.locked(old, exit="no")
    trials.locked(old)
    run = trials.done(old, new)
    client = as_role(Role.REGISTRAR)

    answer = client.get(f"/office/what-if/{run.pk}/rows.csv?moved=changed")
    sheet = b"".join(client.get(f"/office/what-if/{run.pk}/rows.xlsx"))

    rows = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert len(rows) == 2
    assert rows[1][7] == "结论改变"
    assert sheet.startswith(b"PK")


def test_a_failed_trial_says_why_and_an_empty_one_says_so() -> None:
    old, new = versions()
    empty = trials.done(old, new)
    failed = trials.asked(old, new)
    WhatIf.objects.filter(pk=failed.pk).update(state="failed", error={"code": "not-found"})
    client = as_role(Role.REGISTRAR)

    assert "范围内没有检查" in plain(client.get(f"/office/what-if/{empty.pk}"))
    told = plain(client.get(f"/office/what-if/{failed.pk}"))
    assert "已重新载入" in told
    assert "重新试算" in told


def test_trials_are_there_in_english() -> None:
    old, new = versions()
    trials.locked(old, exit="no")
    run = trials.done(old, new)
    client = as_role(Role.REGISTRAR, language="en")

    told = plain(client.get(f"/office/what-if/{run.pk}")) + plain(client.get(page_of(new)))

    for word in ("Conclusion changes", "Results before and after", "A new trial", "By region"):
        assert word in told
