"""The 随机抽取名单公告: a numbered, sealed paper that says what the public view says."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from backend.core import outbox
from backend.draws import selectors
from backend.draws import services as draws
from backend.draws.models import Draw
from backend.papers.models import Number, Paper
from backend.publication.models import Publication
from backend.publication.services import issue_draw_list
from tests.backend import make
from tests.backend.draws import make as pools

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bucket")]


def finished() -> Draw:
    draw = pools.drawn()
    draws.finish_draw(draw_id=draw.pk, actor="system")
    outbox.deliver_all()
    draw.refresh_from_db()
    return draw


def paper_of(draw: Draw) -> Paper:
    return Paper.objects.get(kind="draw-list", subject_id=draw.pk)


def test_a_finished_draw_is_announced_on_a_sealed_paper() -> None:
    draw = finished()

    paper = paper_of(draw)

    assert paper.state == Paper.State.SEALED, paper.error
    assert paper.number.endswith("号")
    assert Number.objects.get(label=paper.number).state == Number.State.USED
    for labels in selectors.selected(draw).values():
        assert all(label in paper.text for label in labels)
    assert draw.public_before_digest in paper.text
    assert "大乐透前区" in paper.text


def test_the_list_is_issued_once_however_often_the_event_comes() -> None:
    draw = finished()

    for _ in range(2):
        issue_draw_list({"draw": str(draw.pk)})

    assert paper_of(draw)


def test_no_list_before_the_last_visit() -> None:
    draw = pools.drawn()

    issue_draw_list({"draw": str(draw.pk)})

    assert not Paper.objects.filter(subject_id=draw.pk).exists()


def test_neither_the_paper_nor_the_public_view_tells_who_was_drawn_for_his_class() -> None:
    extra = {"name": "D 类", "quota": 1, "labels": pools.LABELS[:2]}
    draw = pools.drawn(class_strata=[extra], quota=1)
    draws.finish_draw(draw_id=draw.pk, actor="system")
    outbox.deliver_all()
    shown = Publication.objects.get(kind="draw-after", subject_id=UUID(str(draw.pk)))

    assert "D 类" in selectors.selected(draw)
    assert "D 类" not in paper_of(draw).text
    assert "D 类" not in str(shown.payload)


def test_a_draw_made_elsewhere_claims_nothing_about_its_randomness() -> None:
    draw = draws.import_draw(
        title="合成数据：省级平台抽取",
        region=make.region(),
        number="省抽〔2026〕7号（合成）",
        file_sha256="0" * 64,
        drawn_at=datetime(2026, 11, 20, 1, 0, tzinfo=UTC),
        selected=pools.LABELS[:3],
        by=pools.scheduler(),
    )
    draws.finish_draw(draw_id=draw.pk, actor="system")
    outbox.deliver_all()

    words = paper_of(draw).text

    assert "省抽〔2026〕7号（合成）" in words
    assert "随机数由上级平台产生" in words
    assert "预公布摘要" not in words
