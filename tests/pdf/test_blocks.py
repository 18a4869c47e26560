"""The words of a paper cut for the layout."""

import pytest

from backend.papers import templates, text
from backend.papers.rendering.blocks import HEAD, Block, blocks
from tests.pdf.samples import sample

WORDS = """局
笔录
哈里民检录〔2026〕1号

养老院：
根据规定，检查如下：
一、情况
1. 食品
检查结果：不符合
说明：甲：乙
2. 消防

　　　　　　　　局
　　　　　　　　2026年11月23日
"""


def kind_of(block: Block) -> str:
    return next(name for name, is_so in block.items() if is_so is True)


def words_of(block: Block) -> str:
    rows = "".join(f"{row['label']}：{row['value']}" for row in block["rows"])
    return str(block["text"]) + rows + "".join(line["text"] for line in block["lines"])


def test_lines_become_the_blocks_they_look_like() -> None:
    assert [kind_of(block) for block in blocks(WORDS)] == [
        *HEAD,
        "salutation",
        "body",
        "heading",
        "lead",
        "form",
        "item",
        "signoff",
    ]


def test_only_the_first_colon_parts_a_row() -> None:
    form = next(block for block in blocks(WORDS) if block["form"])

    assert form["rows"][1] == {"label": "说明", "value": "甲：乙"}


@pytest.mark.parametrize("kind", templates.kinds())
def test_not_a_character_is_added_or_lost(kind: str) -> None:
    words = text.render_text(kind, sample(kind))

    assert "".join(map(words_of, blocks(words))) == words.replace("\n", "").replace("　", "")


def test_a_sign_off_keeps_what_stands_before_it() -> None:
    rows = "".join(f"标签{n}：内容\n" for n in range(5))
    *_rest, long, last, signoff = blocks(WORDS.replace("2. 消防\n", rows))

    assert [row["label"] for row in last["rows"]] == ["标签2", "标签3", "标签4"]
    assert not long["opens"]
    assert last["opens"]
    assert signoff["closes"]


def test_a_heading_stays_with_what_stands_below_it_and_the_sign_off() -> None:
    *_rest, heading, form, _signoff = blocks(WORDS.replace("2. 消防\n", "二、意见\n意见：属实\n"))

    assert (heading["heading"], heading["opens"]) == (True, True)
    assert not form["opens"]
