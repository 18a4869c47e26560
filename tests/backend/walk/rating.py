"""A rating of this county step by step, with everything that may hang on it (合成数据)."""

from __future__ import annotations

from datetime import timedelta

from backend.accounts.models import Person
from backend.accounts.roles import Role
from backend.core import clock
from backend.ratings import services
from backend.ratings.models import Application, Level, Round
from tests.backend import make
from tests.backend.inspections import make as visits
from tests.backend.ratings import make as ratings
from tests.backend.walk.inside import InsideWalk


def applying(walk: InsideWalk) -> None:
    """A round is open; one home has begun to apply, beside it stand a small and a far one."""
    members = ratings.committee()
    walk.keep("rating_list", str(visits.checklist("rating").pk))
    walk.keep("demo_list", str(ratings.published().pk))
    walk.keep("gaps_list", str(ratings.published(version="2020.1").pk))
    round_ = ratings.small_round()
    row = ratings.drafted(round_, applied_for="1")
    small = visits.site()
    small.beds = 5
    small.save(update_fields=["beds"])
    barred = ratings.drafted(round_, small, applied_for="1")
    far = visits.site(make.NANGANG)
    for name, one in (
        ("round", round_),
        ("application", row),
        ("barred", barred),
        ("home", row.site),
        ("far_home", far),
    ):
        walk.keep(name, str(one.pk))
    for name, who in (
        ("shenqing", row.applicant),
        ("xiaoyuan", barred.applicant),
        ("yuanyuan", visits.manager(far)),
        ("weiyuan", members[0]),
    ):
        walk.kept["people"][name] = str(who.pk)
    walk.keep("people", walk.kept["people"])


def submitted(walk: InsideWalk) -> None:
    """Both homes handed in."""
    round_ = _round(walk)
    for name in ("application", "barred"):
        row = Application.objects.get(pk=walk.kept[name])
        answers, by = ratings.best(round_), row.applicant
        services.assess_self(application_id=row.pk, answers=answers, facts={}, by=by)
        services.submit_application(application_id=row.pk, by=by)


def accepted(walk: InsideWalk) -> None:
    """The office took one application."""
    by = make.person(Role.REVIEWER)
    services.accept_application(application_id=_row(walk).pk, by=by)


def team_drawn(walk: InsideWalk) -> None:
    """Assessors are drawn."""
    ratings.assessors()
    ratings.drawn(_round(walk))
    seats = _row(walk).duties.order_by("seat")
    walk.keep("on_duty", str(seats[0].officer_id))
    idle = visits.assessor()
    walk.keep("idle_assessor", str(idle.pk))


def scored(walk: InsideWalk) -> None:
    """The visit was walked and graded."""
    ratings.scored(_row(walk))


def heard(walk: InsideWalk) -> None:
    """The home has read and answered the feedback."""
    ratings.heard(_row(walk))


def voted(walk: InsideWalk) -> None:
    """The committee has voted; the ballot is closed."""
    ratings.voted(_row(walk), list(_members()), "1")


def noticed(walk: InsideWalk) -> None:
    """The level stands before the public; somebody objected."""
    row = _row(walk)
    services.post_notice(application_id=row.pk, by=make.person(Role.PUBLISHER))
    made = services.object_to_notice(
        application_id=row.pk, words="异议（合成）", by=make.person(Role.INTAKE)
    )
    walk.keep("objection", str(made.pk))


def reviewed(walk: InsideWalk) -> None:
    """The objection is answered; the home asked for a review and was told no."""
    row = _row(walk)
    services.answer_objection(
        objection_id=walk.kept["objection"], answer="已核实（合成）", by=make.person(Role.HEAD)
    )
    review = services.ask_review(application_id=row.pk, words="请求复核（合成）", by=row.applicant)
    walk.keep("review", str(review.pk))
    services.answer_review(
        review_id=review.pk,
        outcome="dismissed",
        answer="维持（合成）",
        by=make.person(Role.REVIEWER),
    )


def rated(walk: InsideWalk) -> None:
    """The level is confirmed; its removal is proposed."""
    ratings.days_pass((_round(walk).window_until - clock.today() + timedelta(days=1)).days)
    services.refuse_application(
        application_id=walk.kept["barred"], reason="床位不足（合成）", by=make.person(Role.REVIEWER)
    )
    head = make.person(Role.HEAD)
    level = services.confirm_level(application_id=_row(walk).pk, by=head)
    removal = services.propose_removal(
        level_id=level.pk,
        kind="revoke",
        grounds="合成事由",
        clause="合成条款",
        by=make.person(Role.REVIEWER),
    )
    walk.keep("level", str(level.pk))
    walk.keep("removal", str(removal.pk))


def suspended(walk: InsideWalk) -> None:
    """After an accident the level is suspended."""
    level = Level.objects.get(pk=walk.kept["level"])
    services.suspend_level(level_id=level.pk, reason="发生事故（合成）", by=make.person(Role.HEAD))


STEPS = (
    *(applying, submitted, accepted, team_drawn, scored, heard, voted, noticed, reviewed),
    *(rated, suspended),
)


def _round(walk: InsideWalk) -> Round:
    return Round.objects.get(pk=walk.kept["round"])


def _row(walk: InsideWalk) -> Application:
    return Application.objects.get(pk=walk.kept["application"])


def _members() -> list[Person]:
    found = Person.objects.filter(grants__role=Role.COMMITTEE, grants__region=make.DAOLI)
    return list(found.distinct())
