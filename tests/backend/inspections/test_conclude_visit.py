"""From the locked record to the conclusion (形成检查结论)."""

from typing import Any

import pytest

from backend.core.models import Event, Ground
from backend.credit.models import Entry
from backend.inspections import services
from backend.inspections.models import Problem, Visit
from backend.papers.models import Paper
from tests.backend.inspections import make

pytestmark = pytest.mark.django_db


def conclude(visit: Visit) -> Visit:
    services.conclude_visit({"visit": str(visit.pk)})
    visit.refresh_from_db()
    return visit


def told(visit: Visit) -> dict[str, Any]:
    assert visit.conclusion is not None
    conclusion: dict[str, Any] = visit.conclusion
    return conclusion


def test_a_problem_leads_to_an_order_and_is_told_in_full() -> None:
    visit = conclude(make.locked())

    assert visit.state == "concluded"
    assert told(visit)["codes"] == ["A"]
    assert told(visit)["dispositions"] == ["order"]
    assert told(visit)["graded"]["failed"] == ["safety.exit"]
    assert told(visit)["graded"]["unanswered"] == ["safety.night"]
    event = Event.objects.get(name="visit.concluded", subject=str(visit.pk)).payload
    assert (event["site"], event["region"]) == (str(visit.site_id), "230102")
    assert event["formed_on"] == told(visit)["formed_on"]
    assert [one["wording"] for one in event["findings"]] == ["疏散通道堆放杂物"]


def test_concluding_twice_is_one_conclusion_and_one_credit_entry() -> None:
    visit = conclude(make.locked())
    before = visit.concluded_at

    visit = conclude(visit)

    assert visit.concluded_at == before
    assert Event.objects.filter(name="visit.concluded").count() == 1
    assert Problem.objects.filter(visit=visit).count() == 1
    assert Paper.objects.filter(subject_id=visit.pk, kind="onsite-record").count() == 1
    entry = Entry.objects.get(subject_id=visit.site_id)
    assert (entry.kind, entry.ground_id) == ("inspection", str(visit.pk))
    assert entry.ground_digest == visit.lock_digest
    assert Ground.objects.filter(ground_type="visit", ground_id=str(visit.pk)).exists()


def test_the_record_prints_the_very_words_that_were_signed() -> None:
    visit = conclude(make.locked())

    paper = Paper.objects.get(subject_id=visit.pk, kind="onsite-record")
    text = visit.texts.get()
    assert (paper.text, paper.text_digest) == (text.text, text.text_digest)
    assert paper.number == text.number == told(visit)["record_number"]
    assert [one["role"] for one in paper.signatures] == ["被检查单位现场负责人"]


def test_no_problem_needs_no_step() -> None:
    visit = make.opened()
    for item in ("exit", "food", "night"):
        make.answer(visit, item, "yes")
    make.asked_to_lock(visit)
    services.lock_visit(visit.pk)

    visit = conclude(visit)

    assert (told(visit)["codes"], told(visit)["dispositions"]) == (["1"], ["none"])
    assert told(visit)["graded"]["conclusion"] == "pass"


def test_several_results_hold_together() -> None:
    visit = make.walked()
    make.finding(visit, state="corrected", item="safety.food")
    make.finding(visit, competent_department="消防救援", item="safety.night")
    make.asked_to_lock(visit)
    services.lock_visit(visit.pk)

    visit = conclude(visit)

    assert told(visit)["codes"] == ["A", "E", "5"]
    assert told(visit)["dispositions"] == ["order", "hand_over"]
    states = Problem.objects.filter(visit=visit).values_list("state", flat=True)
    assert sorted(states) == ["corrected", "handed_over", "open"]


def test_problems_are_numbered_without_gaps() -> None:
    numbers = [
        row.number
        for visit in (make.locked(), make.locked())
        for row in Problem.objects.filter(visit=conclude(visit))
    ]

    assert [one.rpartition("-")[2] for one in numbers] == ["0001", "0002"]


def test_a_signed_answer_that_fits_no_item_is_named_not_refused() -> None:
    visit = make.opened()
    make.answer(visit, "exit", "perhaps")
    make.answer(visit, "gone", "yes")
    make.asked_to_lock(visit)
    services.lock_visit(visit.pk)

    assert sorted(told(conclude(visit))["graded"]["left_out"]) == [
        "safety.exit",
        "safety.gone",
    ]


def test_an_unlocked_visit_has_no_conclusion() -> None:
    visit = make.walked()

    with pytest.raises(Exception, match="visit is open"):
        conclude(visit)


def test_the_ledger_moves_while_the_finding_stays_as_signed() -> None:
    visit = conclude(make.locked())
    finding = visit.findings.get()

    row = services.move_problem(finding.pk, state="corrected", actor="system")

    assert (row.state, row.closed_at is not None) == ("corrected", True)
    finding.refresh_from_db()
    assert finding.state == "raised"
