"""What the screens write on a rating visit, joined from several tablets, the server takes."""

import json
from datetime import timedelta
from typing import Any

import pytest

from backend.core import clock, outbox
from backend.inspections.models import Evidence, Visit
from backend.inspections.selectors.signing import signatures_of
from backend.inspections.services import keep_officer_key, lock_visit
from backend.registers.models import Officer
from backend.standards.selectors import by_digest
from infra.demo.rating_words import Home, Said, context_of
from scoring.cases import best_answers
from tests.backend.inspections import make as visits
from tests.backend.ratings.make import FACTS, published
from tests.backend.sync.make import Tablet
from tests.tablet import node

pytestmark = pytest.mark.django_db
BESIDE = "environment.1.1.1.1"
HOME = Home("郑合成", "院长")
GRADED = ("level", "level_by_points", "limited_by", "total", "applicable", "chapters", "complete")


class Joined:
    """A rating written by the screens' own code on some tablets, pushed by each of them."""

    def __init__(self, tablets: int, facts: dict[str, str], context: dict[str, Any]) -> None:
        self.facts = FACTS | {"jurisdiction": "beijing"} | facts
        self.visit = visits.plan("rating", checklist=published(), applied_for="4", context=context)
        self.standard = by_digest(self.visit.checklist_digest)
        self.tablets = [Tablet(self.visit, seat) for seat in range(tablets)]
        self.packages = [one.fetch() for one in self.tablets]
        self.crew = [one["id"] for one in self.packages[0]["officers"]]
        owner = {one["id"]: one["officer"] for one in self.packages[0]["chapters"]}
        self.other = (self.crew.index(owner["environment"]) + 1) % 3
        self.answers = best_answers(self.standard) | {"environment.1.1.1.2": {"na": "合成"}}
        self.told = node.run("ui-papers/rating.ts", self.given())

    def given(self) -> dict[str, Any]:
        """What the screens' code is handed."""
        each = zip(self.tablets, self.packages, strict=True)
        tablets = [{"device": str(one.device.pk), "package": pack} for one, pack in each]
        return {
            "tablets": tablets,
            "bundle": self.visit.checklist.bundle,
            "at": (clock.now() - timedelta(seconds=20)).isoformat(),
            "answers": self.answers,
            "facts": self.facts,
            "beside": [{"item": BESIDE, "by": self.other}],
        }

    def push(self) -> list[dict[str, Any]]:
        """Send every tablet's journal, the colleagues' first; give the receipts."""
        for officer, jwk in self.told["keys"].items():
            who = Officer.objects.get(pk=officer)
            device = self.tablets[0].device
            keep_officer_key(self.visit, who, device=device, public_jwk=jwk, actor="system")
        journals = list(zip(self.tablets, self.told["operations"], strict=True))
        receipts = [one for tablet, done in reversed(journals) for one in tablet.push(*done)]
        odd = [one for one in receipts if one["outcome"] != "applied"]
        assert odd == []
        Evidence.objects.filter(visit=self.visit).update(state="complete", object_key="evidence/1")
        assert lock_visit(self.visit.pk) == []
        outbox.deliver_all()
        self.visit.refresh_from_db()
        return receipts

    @property
    def said(self) -> Said:
        """The same visit as a scripted tablet knows it."""
        operations = [one for done in self.told["operations"] for one in done]
        opened = next(one for one in operations if one["kind"] == "visit.open")
        rendered = next(one for one in operations if one["kind"] == "paper.render")
        said = Said(opened["done_at"], rendered["done_at"], rendered["body"]["number"])
        said.answers, said.facts = self.answers, self.facts
        for one in operations:
            if one["kind"] == "answer.set":
                said.authors.setdefault(one["body"]["item"], []).append(one["body"]["officer"])
        return said

    @property
    def context(self) -> dict[str, Any]:
        """What the screens made the record from."""
        operations = self.told["operations"][0]
        made = next(one for one in operations if one["kind"] == "paper.render")
        context: dict[str, Any] = made["body"]["context"]
        return context


CASES = [
    pytest.param(3, {}, {"first_application": "yes"}, id="a tablet each"),
    pytest.param(2, {"services_offered": "10"}, {"current_level": "2"}, id="two share one"),
]


@pytest.mark.parametrize(("tablets", "facts", "context"), CASES)
def test_one_record_is_made_signed_by_all_and_graded_alike(
    tablets: int, facts: dict[str, str], context: dict[str, Any]
) -> None:
    joined = Joined(tablets, facts, context)
    assert [len(one) for one in joined.told["awaited"]] == [2, 0]  # until the join
    assert joined.told["stops"] == []

    receipts = joined.push()

    assert {code for one in receipts for code in one.get("defects", [])} == set()
    assert joined.visit.state == Visit.State.CONCLUDED
    assert joined.visit.conclusion is not None
    graded = joined.visit.conclusion["graded"]
    assert {name: joined.told["grade"][name] for name in GRADED} == {
        name: graded[name] for name in GRADED
    }
    text = joined.visit.texts.get()
    assert joined.visit.conclusion["record_number"] == text.number
    signed = [one["role"] for one in signatures_of(joined.visit, text.text_digest)]
    assert signed == ["评定人员"] * 3 + ["被评定机构现场负责人"]
    paper = json.loads(json.dumps(joined.packages[0]))
    expected = context_of(paper, joined.standard, joined.said, HOME)
    assert joined.context | {"ended_at": ""} == expected | {"ended_at": ""}


def test_who_helped_in_anothers_chapter_is_named_beside_its_own_assessor() -> None:
    joined = Joined(3, {}, {})

    names = [one["name"] for one in joined.packages[0]["officers"]]
    owners = {one["title"]: one for one in joined.context["chapters"]}
    by = owners["环境"]["by"].split("、")
    assert set(by) == {owners["环境"]["assessor"], names[joined.other]}
    assert owners["环境"]["by"] != owners["环境"]["assessor"]
