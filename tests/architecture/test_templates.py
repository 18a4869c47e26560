"""Pages speak through gettext, and run nothing that the content policy forbids."""

import json
import re
from pathlib import Path

import pytest

BACKEND = Path(__file__).parents[2] / "backend"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
OWN_NAMES = ("星鉴", "中文")  # the name of the house, of a language
ICON = re.compile(r'{% icon "([^"]+)"')
DRAWN = set(json.loads((BACKEND / "tablet/vendor.json").read_text(encoding="utf-8"))["icons"])
FORBIDDEN = re.compile(r"<script(?! src)|<style|\sstyle=|\son[a-z]+=|javascript:")
PAGES = [
    pytest.param(path, id=f"{path.parent.name}/{path.name}")
    for path in sorted(BACKEND.glob("*/templates/**/*.html"))
]


@pytest.mark.parametrize("path", PAGES)
def test_no_chinese_stands_outside_gettext(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"{% blocktranslate.*?endblocktranslate %}", "", text, flags=re.DOTALL)
    text = re.sub(r"{%.*?%}|{#.*?#}|{{.*?}}", "", text)
    for name in OWN_NAMES:
        text = text.replace(name, "")
    assert [line.strip() for line in text.splitlines() if CHINESE.search(line)] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_carries_no_inline_script_or_style(path: Path) -> None:
    assert FORBIDDEN.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", PAGES)
def test_every_icon_is_one_that_is_drawn(path: Path) -> None:
    assert set(ICON.findall(path.read_text(encoding="utf-8"))) <= DRAWN
