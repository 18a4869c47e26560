"""Three assessors on their scripted tablets, to the record they all sign (现场评定记录)."""

import json
from pathlib import Path
from typing import Any

import pytest

from backend.core import outbox
from backend.inspections.models import Evidence, Visit
from backend.inspections.selectors.signing import signatures_of
from backend.inspections.services import keep_officer_key, lock_visit
from backend.papers.models import Paper
from backend.registers.models import Officer
from backend.standards.selectors import by_digest
from infra.demo import rating_record
from infra.demo.rating_record import Scene
from infra.demo.rating_words import Home
from infra.demo.secrets import jwk_of, new_key, pem_of
from infra.demo.tablet import Tablet as Scripted
from scoring.cases import best_answers
from tests.backend.inspections import make as visits
from tests.backend.ratings.make import FACTS, published
from tests.backend.sync.make import Tablet

pytestmark = pytest.mark.django_db
PICTURE = b"\xff\xd8 synthetic"
FRAME = [f"护理员{n}号（合成）" for n in range(1, 13)]


class Walked:
    """A rating visit whose journals are written and not yet sent."""

    def __init__(self, folder: Path, tablets: int = 3, **wish: Any) -> None:
        self.visit = visits.plan("rating", checklist=published(), applied_for="3")
        self.real = [Tablet(self.visit, seat) for seat in range(3)][:tablets]
        scripted = [Scripted.open(folder / f"tablet-{n}.json") for n in range(tablets)]
        for one, real in zip(scripted, self.real, strict=True):
            one.device = str(real.device.pk)
        packages = [json.loads(json.dumps(one.fetch())) for one in self.real]
        crew = [one["id"] for one in packages[0]["officers"]]
        for officer in crew:
            self.admit(scripted[0], officer)
        answers = best_answers(by_digest(self.visit.checklist_digest)) | wish.pop("answers", {})
        sampled = next(item for item, value in answers.items() if isinstance(value, dict))
        self.scene: Scene = rating_record.full(
            packages[0],
            assessors=crew,
            tablets=scripted,
            answers={item: value for item, value in answers.items() if value is not None},
            facts=FACTS,
            samples={sampled: (FRAME, 4)},
            **wish,
        )

    def admit(self, tablet: Scripted, officer: str) -> None:
        """Let an assessor unlock on the lead's tablet."""
        key = new_key()
        tablet.pens[f"{self.visit.pk}/{officer}"] = pem_of(key)
        who = Officer.objects.get(pk=officer)
        device = self.real[0].device
        keep_officer_key(self.visit, who, device=device, public_jwk=jwk_of(key), actor="system")

    def push(self) -> list[dict[str, Any]]:
        """Send every journal, the lead's first; what was held comes again."""
        for real, one in zip(self.real, self.scene.tablets, strict=True):
            real.push(*one.journal)
        told = zip(self.real, self.scene.tablets, strict=True)
        receipts = [receipt for real, one in told for receipt in real.push(*one.journal)]
        self.visit.refresh_from_db()
        return receipts

    @property
    def context(self) -> dict[str, Any]:
        """What the record was made from."""
        lead = self.scene.tablets[0]
        made = next(one for one in lead.journal if one["kind"] == "paper.render")
        context: dict[str, Any] = made["body"]["context"]
        return context


@pytest.mark.parametrize("tablets", [2, 3])
def test_three_assessors_make_one_record_that_all_sign(tmp_path: Path, tablets: int) -> None:
    walked = Walked(tmp_path, tablets)

    receipts = walked.push()

    assert {one["outcome"] for one in receipts} == {"duplicate"}
    assert [one["defects"] for one in receipts if one.get("defects")] == []
    assert walked.visit.state == Visit.State.LOCKED
    outbox.deliver_all()
    walked.visit.refresh_from_db()
    assert walked.visit.conclusion is not None
    assert walked.visit.conclusion["record_number"] == walked.context["number"]
    assert walked.visit.conclusion["graded"]["level"] == "3"
    paper = Paper.objects.get(pk=walked.visit.conclusion["record_paper"])
    assert (paper.kind, paper.state, paper.defects) == ("rating-record", Paper.State.SEALED, [])
    roles = [one["role"] for one in signatures_of(walked.visit, paper.text_digest)]
    assert roles == ["评定人员"] * 3 + ["被评定机构现场负责人"]


def test_the_record_names_who_assessed_what_and_gives_no_level(tmp_path: Path) -> None:
    left = {"environment.1.1.1.1": None}
    walked = Walked(tmp_path, answers=left, pictures={"environment.1.1.1.1": PICTURE})
    walked.push()
    Evidence.objects.filter(visit=walked.visit).update(state="complete", object_key="evidence/1")
    assert lock_visit(walked.visit.pk) == []
    outbox.deliver_all()
    walked.visit.refresh_from_db()

    paper = Paper.objects.get(kind="rating-record")
    assert "本记录不是评定结论" in paper.text
    assert "级养老机构" not in paper.text
    split = dict(walked.visit.chapters.values_list("chapter", "officer__name"))
    rows = {one["title"]: one for one in walked.context["chapters"]}
    assert rows["环境"]["assessor"] == rows["环境"]["by"] == split["environment"]
    assert rows["环境"]["open"] == "1项：机动车（含救护车）可到大门和建筑出入口"
    assert rows["环境"]["score"] == "得118分，适用满分120分"
    conclusion = walked.visit.conclusion
    assert conclusion is not None
    graded = conclusion["graded"]["chapters"]
    assert graded["environment"]["points"] == "118"
    drawn = [one for one in walked.context["samples"] if one["drawn"]]
    assert [one["frame"] for one in drawn] == ["从12个对象中随机抽取4个"]
    assert walked.context["photos"] == "1"


def test_a_home_that_refuses_is_signed_for_by_a_witness(tmp_path: Path) -> None:
    walked = Walked(tmp_path, home=Home("郑合成", "院长", "未说明理由", "赵某（合成）"))

    assert {one["outcome"] for one in walked.push()} == {"duplicate"}

    assert walked.visit.state == Visit.State.LOCKED
    text = walked.visit.texts.get()
    assert "意见：现场负责人拒绝签名，理由：未说明理由。见证人：赵某（合成）" in text.text
    assert [one["role"] for one in signatures_of(walked.visit, text.text_digest)][-1] == (
        "被评定机构现场负责人（拒绝签名）"
    )
