"""A refusal as a page says it: only words that the reader can read."""

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy

from backend.core.refusals import Conflict, Malformed, Missing
from backend.inspections.models import Visit
from backend.inspections.refusals import WrongState
from backend.look.spoken import one_line, spoken
from backend.ratings.refusals import FeedbackPending, QuorumMissing
from backend.rectifications.refusals import BadFile


def test_english_for_programs_is_not_on_a_chinese_page() -> None:
    told = spoken(Conflict("seen 2", expected="version 3", came="version 2", do="read it again"))

    assert told["detail"] == told["title"] == "记录已被他人更新"
    assert (told["expected"], told["came"], told["do"]) == ("", "", str(Conflict.hint))


def test_a_reason_says_what_it_expects_with_the_day_and_number_of_the_case() -> None:
    waits = FeedbackPending(expected="an answer, or a day after 2026-11-26", came="none")
    few = QuorumMissing(expected="5 votes", came="3")

    assert spoken(waits)["expected"] == "机构已答复，或者 2026年11月26日 之后"
    assert (spoken(few)["expected"], spoken(few)["came"]) == ("至少 5 票", "3")
    assert spoken(FeedbackPending(expected="an answer"))["expected"] == ""


def test_states_and_days_are_read_as_people_read_them() -> None:
    told = spoken(WrongState(expected="open or locked", came="concluded"))
    span = spoken(Conflict(expected="2026-11-26 to 2026-12-01", came="2026-12-02"))

    state = Visit.State
    assert told["expected"] == f"{state.OPEN.label}、{state.LOCKED.label}"
    assert told["came"] == state.CONCLUDED.label
    assert span["expected"] == "2026年11月26日 至 2026年12月1日"
    assert span["came"] == "2026年12月2日"


def test_a_file_that_is_unfit_is_named() -> None:
    told = spoken(BadFile(expected="a photo or a PDF", came="cut off", place="手册.docx"))

    assert told["detail"] == "文件：手册.docx"
    assert told["expected"].startswith("JPEG、PNG")


@pytest.mark.parametrize(("language", "said"), [("zh-hans", "登录"), ("en", "Log in")])
def test_lazy_words_of_a_raiser_are_said_in_the_readers_language(language: str, said: str) -> None:
    no = Malformed(do=gettext_lazy("登录"))
    with translation.override(language):
        assert spoken(no)["do"] == said


def test_what_is_not_there_has_nothing_to_do_but_its_words() -> None:
    assert spoken(Missing("no visit 7")) == {"title": "未找到", "detail": "未找到"}


def test_one_line_holds_title_and_what_to_do() -> None:
    assert one_line(Conflict()) == f"{Conflict.title}。{Conflict.hint}"
