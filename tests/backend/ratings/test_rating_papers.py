"""What fills the papers of a rating fits their templates (等级评定文书)."""

from typing import Any
from uuid import UUID

import pytest

from backend.core import outbox
from backend.papers import context as contexts
from backend.papers import templates
from backend.papers.models import Agency, Paper
from backend.papers.selectors import agency_for
from backend.ratings import papers
from backend.ratings.models import Feedback, Level
from backend.ratings.services import refuse_application, requests
from tests.backend import make
from tests.backend.ratings import make as ratings

pytestmark = pytest.mark.usefixtures("rolled_back")
NUMBER = "哈里民评〔2026〕1号"


def fits(kind: str, context: dict[str, Any]) -> None:
    """Check a context as a template takes it; by its own schema where it is there."""
    contexts.check_shape(context, kind)
    if kind in templates.kinds():
        contexts.check(templates.load(kind), context)


@pytest.fixture
def agency(rolled_back: None) -> Agency:
    return agency_for(make.DAOLI, "民政")


@pytest.fixture(scope="module")
def confirmed(shared_rows: None) -> UUID:
    """Walk a rating to its confirmed level, once."""
    return ratings.confirmed(ratings.small_round()).pk


@pytest.fixture
def level(confirmed: UUID, rolled_back: None) -> Level:
    return Level.objects.get(pk=confirmed)


def test_every_paper_of_a_confirmed_level_can_be_filled(level: Level, agency: Agency) -> None:
    row = level.assessment.application
    feedback = Feedback.objects.get()
    filled = {
        requests.ACCEPTANCE: papers.acceptance(row, agency, NUMBER),
        requests.FEEDBACK: papers.feedback(row, feedback, agency, NUMBER),
        requests.REPORT: papers.report(row, level, agency, NUMBER),
        requests.CERTIFICATE: papers.certificate(row, level, agency, NUMBER),
    }

    for kind, context in filled.items():
        fits(kind, context)
    assert len(filled[requests.REPORT]["assessors"]) == 3
    assert filled[requests.REPORT]["items"][0]["self"] == "1"
    assert [one["result"] for one in filled[requests.ACCEPTANCE]["conditions"]].count("符合") == 10


def test_each_paper_that_has_a_template_was_asked_for_once_and_is_sealed(level: Level) -> None:
    wanted = {requests.ACCEPTANCE, requests.FEEDBACK, requests.REPORT, requests.CERTIFICATE}
    asked = Paper.objects.filter(subject_type="application").values_list("kind", flat=True)

    assert sorted(asked) == sorted(wanted & set(templates.kinds()))
    outbox.deliver_all()
    made = Paper.objects.filter(subject_type="application")
    assert {one.kind: one.error for one in made if one.state != Paper.State.SEALED} == {}
    certificate = Paper.objects.filter(kind=requests.CERTIFICATE).first()
    level.refresh_from_db()
    assert level.number == (certificate.number if certificate else "")


def test_a_refusal_names_its_grounds_and_the_remedy(agency: Agency) -> None:
    row = ratings.submitted(ratings.small_round(), applied_for="1")
    row.site.beds = 9
    row.site.save(update_fields=["beds"])
    refuse_application(application_id=row.pk, by=make.person("reviewer"), reason="床位不足")
    row.refresh_from_db()
    context = papers.refusal(row, agency, NUMBER)

    fits(requests.REFUSAL, context)
    (ground,) = context["grounds"]
    assert ground["need"] == "床位不少于10张"
    assert ground["source"]
    assert context["review_body"] == agency.review_body
