"""What a refusal tells a program and a person to do."""

import pytest
from django.utils import translation

from backend.core.refusals import Conflict, Malformed, Refusal


def do_of(no: Refusal, language: str) -> str:
    with translation.override(language):
        return str(no.problem().get("do", ""))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_raiser_who_says_nothing_leaves_it_to_the_reason(language: str) -> None:
    with translation.override(language):
        assert do_of(Conflict(), language) == str(Conflict.hint) != ""


def test_words_in_another_language_than_the_readers_give_way_to_those_of_the_reason() -> None:
    chinese, english = Conflict(do="核对版本"), Conflict(do="read it again")

    assert do_of(chinese, "zh-hans") == "核对版本"
    assert do_of(english, "en") == "read it again"
    assert "核对最新内容" in do_of(english, "zh-hans")
    assert "check what stands there now" in do_of(chinese, "en")


def test_where_the_reason_has_no_words_the_raisers_stand_in_any_language() -> None:
    assert do_of(Malformed(do="send one of the two"), "zh-hans") == "send one of the two"
