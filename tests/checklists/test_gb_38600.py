"""GB 38600-2019: what the checklist of the mandatory safety standard must hold."""

from __future__ import annotations

from scoring.assemble import load
from tests.scoring.folder import GB_38600

NINE = {
    "choking": "6.1",
    "wrong_intake": "6.2",
    "pressure_sore": "6.3",
    "scald": "6.4",
    "bed_fall": "6.5",
    "fall": "6.6",
    "harm": "6.7",
    "missing": "6.8",
    "activity": "6.9",
}


def test_all_nine_risks_are_checked_under_their_clause() -> None:
    tagged = [item for item in load(GB_38600).items if item.risk]

    assert {item.risk for item in tagged} == set(NINE)
    assert all(NINE[item.risk or ""] in item.ground.clause for item in tagged)


def test_it_serves_inspections_and_never_a_rating() -> None:
    standard = load(GB_38600)

    assert "inspection" in standard.natures
    assert "rating" not in standard.natures
    assert not standard.levels


def test_what_rests_on_memory_says_so() -> None:
    for item in load(GB_38600).items:
        if "RECALL" in item.ground.source and "已核" not in item.ground.source:
            assert item.ground.confidence == "provisional", item.code


def test_only_a_base_item_can_end_in_an_order() -> None:
    weak = [item for item in load(GB_38600).items if "RECALL-L" in item.ground.source]

    assert weak
    assert not any(item.base for item in weak)


def test_every_finding_leads_to_an_item_a_demand_and_a_department() -> None:
    standard = load(GB_38600)

    assert len(standard.findings) >= 15
    for finding in standard.findings:
        assert finding["item"] in standard.by_code
        assert finding["demand"]["zh"].endswith("。")
        assert finding["department"]


def test_every_nine_risk_item_is_a_base_item() -> None:
    assert all(
        item.base for item in load(GB_38600).items if item.risk and "RECALL-H" in item.ground.source
    )
