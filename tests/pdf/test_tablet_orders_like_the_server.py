"""责令改正 written on the spot says what the office would have written of the same problem."""

from typing import Any

import pytest

from backend.core import clock
from backend.inspections.models import Finding
from backend.inspections.selectors.words import order_words
from backend.papers.selectors import agency_for
from backend.rectifications.models import Order
from backend.rectifications.services.issuing import context_of
from tests.backend.rectifications import make
from tests.tablet import node

pytestmark = pytest.mark.django_db
NUMBER = "合成责改〔2026〕9号"
FINDING = ("item", "clause", "basis", "wording", "severity", "demand", "due_days", "due_unit")


@pytest.mark.parametrize(
    "finding",
    [
        pytest.param({"due_days": 15, "due_unit": "day"}, id="days"),
        pytest.param({"due_days": 3, "due_unit": "working_day"}, id="working days"),
        pytest.param({"due_days": 0}, id="at once"),
        pytest.param({"due_days": None, "due_on": None}, id="no term named"),
        pytest.param({"severity": "major", "demand": "", "basis": ""}, id="major, no demand"),
        pytest.param({"wording": "  通道\n堆放\t杂物 ", "demand": "清理。"}, id="free words"),
    ],
)
def test_the_tablet_writes_the_order_as_the_office_does(finding: dict[str, Any]) -> None:
    order = make.drafted(**finding)
    agency = agency_for(order.site.region_id, order.department)

    (theirs,) = node.run("papers/order.ts", [on_the_spot(order)])

    assert {**theirs, "record_number": order.record_number} == context_of(order, agency, NUMBER)


def on_the_spot(order: Order) -> dict[str, Any]:
    """What the tablet knows of the same visit."""
    visit = order.visit
    agency = agency_for(order.site.region_id, order.department)
    return {
        "package": {
            "visit": {"department": visit.department},
            "nature": {"may_order": visit.nature.may_order},
            "words": {"rectification-order": order_words(visit, agency)},
        },
        "findings": [_record(one) for one in visit.findings.all()],
        "opened_at": visit.opened_at.isoformat() if visit.opened_at else "",
        "number": NUMBER,
        "at": clock.now().isoformat(),
    }


def _record(one: Finding) -> dict[str, Any]:
    return {name: getattr(one, name) for name in FINDING} | {
        "id": str(one.pk),
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "competent_department": one.competent_department,
        "corrected": one.state == Finding.State.CORRECTED,
        "withdrawn": "" if one.state == Finding.State.WITHDRAWN else None,
    }
