"""A rating visit: assessors, chapters, points, and none of an inspection's means (现场评定)."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from backend.core import outbox
from backend.core.refusals import Refusal
from backend.inspections import services
from backend.inspections.models import Nature, Visit
from backend.inspections.selectors import visit_detail
from tests.backend import make as people
from tests.backend.inspections import make
from tests.backend.sync.make import tablet

pytestmark = pytest.mark.django_db


def refused(call: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refusal) as no:
        call(*args, **kwargs)
    return no.value.code


def rating() -> Visit:
    return make.plan("rating", applied_for="1")


def test_every_nature_says_whose_people_go() -> None:
    crews = dict(Nature.objects.values_list("code", "crew"))

    assert {code for code, crew in crews.items() if crew == "assessment"} == {
        "rating",
        "rating_review",
    }
    assert {crews[code] for code in ("routine", "special", "case", "filing_check")} == {
        "enforcement"
    }


def test_the_pools_are_never_mixed() -> None:
    assessors = [make.assessor() for _ in range(3)]
    assert refused(make.plan, "routine", crew=assessors) == "wrong-pool"
    mixed = [*assessors[:2], make.officer()]
    assert refused(make.plan, "rating", crew=mixed) == "wrong-pool"
    lend = {"reason": "合成", "actor": "system", "seen_version": None}
    code = refused(services.lend_officer, rating().pk, officer_id=make.officer().pk, **lend)
    assert code == "wrong-pool"
    inspection = make.plan("routine")
    assert refused(services.lend_officer, inspection.pk, officer_id=assessors[0].pk, **lend) == (
        "wrong-pool"
    )


def test_three_assessors_go_whoever_sends_them() -> None:
    two = [make.assessor(department="第三方机构"), make.assessor()]
    assert refused(make.plan, "rating", crew=two) == "too-few-officers"

    three = [*two, make.assessor(department="另一机构", at="230100")]
    assert make.plan("rating", crew=three).officers.count() == 3


def test_an_inspection_is_told_nothing_that_grades() -> None:
    assert refused(make.plan, "routine", context={"current_level": "1"}) == (
        "inspection-has-no-level"
    )
    assert make.plan("routine").chapters.count() == 0


def test_the_package_says_who_answers_what_and_offers_no_order() -> None:
    visit = rating()
    package = services.package(visit.pk, make.device().pk, actor="system")

    lead = str(visit.officers.get(is_lead=True).officer_id)
    assert package["chapters"] == [{"id": "safety", "officer": lead}]
    assert package["context"] == {"applied_for": "1"}
    assert not {"onsite-record", "rectification-order"} & set(package["templates"])
    assert set(package["words"]) == set(package["templates"])
    inspection = make.approved("routine")
    other = services.package(inspection.pk, make.device().pk, actor="system")
    assert (other["chapters"], other["context"]) == ([], {})


def test_another_ones_chapter_may_be_answered_under_ones_own_name() -> None:
    visit = rating()
    second = tablet(visit, seat=1)
    second.push(second.op("visit.open"))

    assert second.outcomes(second.answer()) == ["applied"]
    assert str(visit.attestations.get().officer_id) == str(second.officer)


def test_a_rating_finds_and_orders_nothing() -> None:
    visit = rating()
    lead = tablet(visit)
    lead.push(lead.op("visit.open"))
    finding = {
        "id": "01a00000-0000-7000-8000-000000000001",
        "item": "safety.exit",
        "clause": "合成",
        "wording": "合成",
        "severity": "general",
    }
    (receipt,) = lead.push(lead.op("finding.add", finding))

    assert (receipt["outcome"], receipt["code"]) == ("refused", "nature-finds-nothing")


def locked() -> Visit:
    """Walk a small rating and let the handlers grade it."""
    visit = rating()
    lead = tablet(visit)
    lead.push(lead.op("visit.open"))
    lead.push(*(lead.answer(item) for item in ("exit", "food", "night")))
    lead.push(lead.lock(visit))
    outbox.deliver_all()
    visit.refresh_from_db()
    return visit


def test_a_locked_rating_is_graded_and_its_home_reads_it_elsewhere() -> None:
    visit = locked()
    assert visit.state == Visit.State.CONCLUDED
    assert visit.conclusion is not None
    graded = visit.conclusion["graded"]
    assert (graded["level"], graded["total"], graded["complete"]) == ("1", "3", True)
    assert graded["explanation"]["context"]["applied_for"] == "1"

    home = make.manager(visit.site)
    assert visit_detail(visit, home)["conclusion"] is None
    assert visit_detail(visit, people.person("reviewer"))["conclusion"] == visit.conclusion
    services.score_visit({"visit": str(visit.pk)})  # twice is once
    visit.refresh_from_db()
    assert visit.conclusion["graded"] == graded


def test_who_answered_what_is_frozen_with_the_lock() -> None:
    visit = locked()
    with pytest.raises(IntegrityError, match="is locked"), transaction.atomic():
        visit.chapters.update(officer=visit.officers.get(seat=2).officer)


def test_what_does_not_fit_is_left_out_and_named() -> None:
    visit = make.opened_rating()
    make.answer(visit, "exit", {"looked_at": 3})
    make.asked_to_lock(visit)
    services.lock_visit(visit.pk)
    outbox.deliver_all()

    visit.refresh_from_db()
    assert visit.conclusion is not None
    assert visit.conclusion["graded"]["left_out"] == ["safety.exit"]
    assert visit.conclusion["graded"]["level"] is None
