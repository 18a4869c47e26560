"""Asking for a paper."""

import pytest

from backend.core.models import Event
from backend.oplog.models import Event as LogEvent
from backend.papers import services
from backend.papers.models import Paper
from backend.papers.refusals import BadContext
from backend.papers.shapes import Subject
from tests.backend.papers import make
from tests.pdf.samples import sample

pytestmark = pytest.mark.django_db


def test_a_request_keeps_the_words_and_their_digest() -> None:
    paper = make.requested()

    assert paper.state == Paper.State.REQUESTED
    assert paper.text_digest == services.text_digest(paper.text)
    assert len(paper.verify_code) == 12
    assert Event.objects.filter(name="paper.requested", subject=str(paper.pk)).count() == 1


def test_the_log_names_digests_and_no_words() -> None:
    paper = make.requested()

    event = LogEvent.objects.get(kind="paper.requested", subject=str(paper.pk))
    assert event.body["text"] == paper.text_digest
    assert "郑合成" not in str(event.body)


def test_asking_twice_is_asking_once() -> None:
    first = make.requested()
    again = services.request_paper(
        kind=first.kind,
        subject=Subject("visit", first.subject_id),
        number=first.number,
        context=first.context,
        signatures=[],
        actor="system",
    )

    assert again.pk == first.pk
    assert again.defects == []
    assert Event.objects.filter(name="paper.requested").count() == 1


def test_what_was_signed_is_printed_even_where_it_differs() -> None:
    paper = make.requested(signed_text="局\n现场检查笔录\n一号\n\n手写的话\n\n　　　　局\n")

    assert "手写的话" in paper.text
    assert paper.defects == ["text-differs-from-template"]


def test_signed_words_with_a_broken_context_are_kept_too() -> None:
    paper = make.requested(signed_text="局\n", opinion=7)

    assert paper.defects == ["context-malformed"]


def test_unsigned_words_with_a_broken_context_are_refused() -> None:
    with pytest.raises(BadContext):
        make.requested(opinion="一\n二")

    assert not Paper.objects.exists()


def test_words_signed_as_the_server_writes_them_have_no_defect() -> None:
    label = make.number()
    words = services.render_text(make.KIND, sample(make.KIND) | {"number": label})

    assert make.requested(number=label, signed_text=words).defects == []
