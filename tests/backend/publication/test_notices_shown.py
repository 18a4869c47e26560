"""What the public sees of a rating's notice, and until when (等级评定公示)."""

from __future__ import annotations

import pytest

from backend.accounts.roles import Role
from backend.core import clock, outbox
from backend.publication import public_levels as levels
from backend.publication.models import Publication
from backend.ratings import services as rating
from backend.translog.models import Leaf
from tests.backend import make
from tests.backend.ratings import make as ratings

pytestmark = pytest.mark.django_db
Kind = Publication.Kind


def test_a_notice_says_level_days_and_how_to_object_and_ends_with_its_last_day() -> None:
    application = ratings.noticed(ratings.small_round())
    outbox.deliver_all()
    (one,) = [levels.notice_line(row) for row in levels.notices_open()]
    assert one["site"]["id"] == str(application.site_id)
    assert one["level"]["level"] == application.opinion_level
    notice = application.notices.get()
    assert (one["from"], one["until"]) == (
        notice.from_on.isoformat(),
        notice.until_on.isoformat(),
    )
    assert one["objection"]["contact"]
    assert one["until"] in one["objection"]["words"]
    assert not Leaf.objects.filter(kind="level.published").exists()
    assert levels.levels_of_site(application.site_id) == []

    ratings.days_pass((notice.until_on - clock.today()).days)
    assert levels.notices_open("230102").exists()
    assert not levels.notices_open("230103").exists()
    ratings.days_pass(1)
    assert not levels.notices_open().exists()


def test_a_granted_review_takes_the_notice_back_and_a_second_one_is_its_own() -> None:
    row = ratings.noticed(ratings.small_round())
    outbox.deliver_all()
    review = rating.ask_review(application_id=row.pk, words="请复核", by=row.applicant)
    rating.answer_review(
        review_id=review.pk, outcome="granted", answer="重新表决", by=make.person(Role.REVIEWER)
    )
    outbox.deliver_all()
    assert not levels.notices_open().exists()

    row.refresh_from_db()
    ratings.voted(row, [one.member for one in row.votes.filter(ballot=1)], "1")
    rating.post_notice(application_id=row.pk, by=make.person(Role.PUBLISHER))
    outbox.deliver_all()
    assert levels.notices_open().count() == 1
    assert Publication.objects.filter(kind=Kind.NOTICE).count() == 2
