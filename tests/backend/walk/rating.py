"""A rating of this county with everything that may hang on it, for who comes from elsewhere."""

from __future__ import annotations

from datetime import timedelta

from backend.accounts.roles import Role
from backend.core import clock
from backend.ratings import services
from tests.backend import make
from tests.backend.ratings import make as ratings
from tests.backend.walk.inside import InsideWalk


def rated(walk: InsideWalk) -> None:
    """A level is confirmed after an objection and a review; its removal is proposed."""
    ratings.committee()
    round_ = ratings.small_round()
    row = ratings.noticed(round_)
    office, head = make.person(Role.PUBLISHER), make.person(Role.HEAD)
    objection = services.object_to_notice(application_id=row.pk, words="异议（合成）", by=office)
    services.answer_objection(objection_id=objection.pk, answer="已核实（合成）", by=head)
    review = services.ask_review(application_id=row.pk, words="请求复核（合成）", by=row.applicant)
    services.answer_review(
        review_id=review.pk,
        outcome="dismissed",
        answer="维持（合成）",
        by=make.person(Role.REVIEWER),
    )
    ratings.days_pass((round_.window_until - clock.today() + timedelta(days=1)).days)
    level = services.confirm_level(application_id=row.pk, by=head)
    removal = services.propose_removal(
        level_id=level.pk, kind="revoke", grounds="合成事由", clause="合成条款", by=office
    )
    for name, one in (
        ("round", round_),
        ("application", row),
        ("level", level),
        ("objection", objection),
        ("review", review),
        ("removal", removal),
    ):
        walk.keep(name, str(one.pk))
