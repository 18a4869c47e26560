"""The server's engine gives the texts of pdf_templates/vectors.json, as the tablet's must."""

from datetime import date, datetime
from typing import Any

import pytest

from backend.papers import formatting, lint, templates, text
from backend.papers.context import check_shape, one_line
from backend.papers.refusals import BadContext, BadTemplate
from tests.pdf.samples import sample
from tests.pdf.vectors import VECTORS, cases


@pytest.mark.parametrize("case", cases("texts"))
def test_the_engine_gives_the_shared_text(case: dict[str, Any]) -> None:
    filled = text.fill(case["template"], case["context"])

    assert filled == case["text"]
    assert text.text_digest(filled) == case["sha256"]


@pytest.mark.parametrize("case", cases("refused_contexts"))
def test_a_context_engines_could_read_differently_is_refused(case: dict[str, Any]) -> None:
    with pytest.raises(BadContext):
        check_shape(case["context"], "context")


@pytest.mark.parametrize("case", cases("refused_templates"))
def test_a_template_outside_the_subset_is_refused(case: dict[str, Any]) -> None:
    with pytest.raises(BadTemplate):
        lint.check(case["template"], VECTORS["template_schema"])


@pytest.mark.parametrize("kind", VECTORS["samples"])
def test_the_sample_of_a_paper_has_the_shared_digest(kind: str) -> None:
    assert text.text_digest(text.render_text(kind, sample(kind))) == VECTORS["samples"][kind]


def test_every_kind_of_paper_has_a_vector() -> None:
    assert set(VECTORS["samples"]) == set(templates.kinds())


def test_dates_terms_and_numbers_are_written_as_shared() -> None:
    formats = VECTORS["formats"]
    wrote = {
        "day": [[d, formatting.day(date.fromisoformat(d))] for d, _ in formats["day"]],
        "minute": [[m, formatting.minute(datetime.fromisoformat(m))] for m, _ in formats["minute"]],
        "term": [[n, unit, formatting.term(int(n), unit)] for n, unit, _ in formats["term"]],
        "number": [
            [mark, word, year, n, formatting.number(mark, word, int(year), int(n))]
            for mark, word, year, n, _ in formats["number"]
        ],
        "one_line": [[words, one_line(words)] for words, _ in formats["one_line"]],
    }
    assert wrote == formats
