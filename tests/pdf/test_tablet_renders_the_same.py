"""Tablet and server give the same words, and refuse the same contexts, for thousands of them."""

import os
from random import Random, SystemRandom
from typing import Any

import pytest

from backend.papers import templates, text
from backend.papers.context import Context
from backend.papers.refusals import BadContext
from backend.papers.selectors import template_of
from tests.pdf import random_contexts
from tests.tablet import node

pytestmark = pytest.mark.long
SEED = int(os.environ.get("XINGJIAN_SEED", SystemRandom().randrange(2**32)))
SOUND, SPOILT = 1000, 400  # a kind


def test_the_same_words_for_thousands_of_contexts() -> None:
    print(f"XINGJIAN_SEED={SEED}")
    chance = Random(SEED)
    kinds = templates.kinds()
    contexts = [contexts_of(kind, chance) for kind in kinds]
    given = [
        {"template": template_of(kind), "contexts": some}
        for kind, some in zip(kinds, contexts, strict=True)
    ]

    for kind, some, theirs in zip(
        kinds, contexts, node.run("papers/compare.ts", given), strict=True
    ):
        for context, there in zip(some, theirs, strict=True):
            assert there == ours(kind, context), (
                f"{kind}, XINGJIAN_SEED={SEED}: {random_contexts.shown(context)}"
            )


def contexts_of(kind: str, chance: Random) -> list[Context]:
    """Sound ones, and some with one thing changed."""
    schema = templates.load(kind).schema
    sound = [random_contexts.sound(schema, chance) for _ in range(SOUND)]
    return sound + [random_contexts.spoilt(schema, chance) for _ in range(SPOILT)]


def ours(kind: str, context: Context) -> str | None:
    """The server's words; None where it refuses."""
    try:
        return text.render_text(kind, context)
    except BadContext:
        return None


@pytest.mark.parametrize("kind", templates.kinds())
def test_what_is_sound_is_rendered_and_most_of_the_rest_refused(kind: str) -> None:
    schema: dict[str, Any] = templates.load(kind).schema
    chance = Random(1)
    sound = [ours(kind, random_contexts.sound(schema, chance)) for _ in range(50)]
    spoilt = [ours(kind, random_contexts.spoilt(schema, chance)) for _ in range(100)]

    assert None not in sound
    assert spoilt.count(None) > 50
