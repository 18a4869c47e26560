"""The rules on duties are dated data: each with basis, source, confidence; none changes."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command
from django.db import IntegrityError, transaction

from backend.config.wiring import HANDLERS
from backend.duties import kind_files
from backend.duties.ledger import last_day
from backend.duties.models import Duty, DutyKind
from backend.duties.refusals import KindUnusable
from backend.duties.services import load_kinds, settle_day
from tests.backend.duties.make import SCENES
from tests.backend.registers import make as registers

pytestmark = pytest.mark.django_db
FOLLOW = "backend.duties.following.follow"


def test_every_kind_is_loaded_with_its_source_and_none_twice() -> None:
    shipped = {(row["code"], row["valid_from"]) for row in kind_files.rows()}
    loaded = {(row.code, row.valid_from.isoformat()) for row in DutyKind.objects.all()}
    assert loaded == shipped
    assert {code for code, _day in shipped} == set(SCENES)
    assert load_kinds() == 0


def test_every_event_a_kind_names_reaches_the_ledger() -> None:
    named = {event for row in kind_files.rows() for event in row["opened_by"] + row["ticked_by"]}
    assert {event for event in named if FOLLOW not in HANDLERS[event]} == set()


def changed(folder: Path, **words: object) -> Path:
    """Copy one kind into a folder, with other words."""
    told = yaml.safe_load((kind_files.FOLDER / "offices.yaml").read_text(encoding="utf-8"))[0]
    told = {**told, "valid_from": "2020-01-01", **words}
    (folder / "one.yaml").write_text(yaml.safe_dump([told], allow_unicode=True), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "words",
    [
        {"basis": "另一依据（合成）"},  # the same day, other content
        {"basis": ""},
        {"confidence": "sure"},
        {"amount": 3},  # without a unit
        {"code": "nobody-reads-this", "valid_from": "2027-01-01"},
    ],
)
def test_a_rule_that_changes_in_silence_or_leaves_the_schema_is_refused(
    words: dict[str, object], tmp_path: Path
) -> None:
    with pytest.raises(KindUnusable):
        load_kinds(changed(tmp_path, **words))


def test_a_new_rule_holds_from_its_day_and_the_old_row_stays(tmp_path: Path) -> None:
    assert load_kinds(changed(tmp_path, valid_from="2027-01-01", basis="新依据（合成）")) == 1
    old = DutyKind.objects.get(code="yearly-plan", valid_from="2020-01-01")
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyKind.objects.filter(pk=old.pk).update(basis="改写")


@pytest.mark.parametrize(
    ("day", "unit", "amount", "last"),
    [
        (date(2026, 11, 20), "working_day", 3, date(2026, 11, 25)),
        (date(2026, 11, 20), "day", 8, date(2026, 11, 30)),  # the 28th is a Saturday
        (date(2026, 11, 25), "working_day_before", 3, date(2026, 11, 22)),  # a Sunday still counts
        (date(2026, 10, 9), "working_day_before", 3, date(2026, 9, 29)),  # over the holidays
    ],
)
def test_last_days_are_counted_by_the_calendar(
    day: date, unit: str, amount: int, last: date
) -> None:
    assert last_day(day, unit, amount) == last


def test_an_upgraded_database_is_filled_by_one_command_twice_is_once() -> None:
    registers.site()
    first, second = StringIO(), StringIO()
    call_command("settle_duties", stdout=first)
    before = Duty.objects.count()
    call_command("settle_duties", stdout=second)

    assert before == Duty.objects.count() > 0
    assert "yearly-inspection: 1" in first.getvalue()
    assert "yearly-inspection: 0" in second.getvalue()


def test_the_whole_ledger_is_settled_once_a_day() -> None:
    registers.site()
    assert settle_day() > 0
    registers.site()
    assert settle_day() == 0


def test_a_closed_home_owes_no_inspection_any_more() -> None:
    home = registers.site()
    call_command("settle_duties", stdout=StringIO())
    home.state = "closed"
    home.save()
    call_command("settle_duties", stdout=StringIO())

    row = Duty.objects.get(code="yearly-inspection", site=home)
    assert (row.state, row.late) == ("cancelled", False)
