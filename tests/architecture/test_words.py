"""Every text that people read is Chinese in the source and has its English (界面文字)."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

BACKEND = Path(__file__).parents[2] / "backend"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
KEYWORDS = {name: None for name in ("gettext", "gettext_lazy", "_", "gettext_noop")} | {
    "ngettext": (1, 2)
}


def english() -> set[str]:
    """Collect every text that has English, of all catalogues."""
    found: set[str] = set()
    for path in BACKEND.glob("*/locale/en/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                told = [message.string] if isinstance(message.string, str) else message.string
                if message.id and all(told):
                    found.add(message.id if isinstance(message.id, str) else message.id[0])
    return found


def sources() -> Iterator[Path]:
    """Find what has words: templates and Python."""
    for app in ("look", "office", "public"):
        yield from sorted((BACKEND / app).rglob("*.html"))
        yield from sorted((BACKEND / app).rglob("*.py"))


def words(path: Path) -> set[str]:
    """Collect the texts of one file that go through gettext."""
    text = path.read_text(encoding="utf-8")
    code = text
    if path.suffix == ".html":  # what is no text comes back as letters, oddly indented
        code = re.sub(r"(?m)^[ \t]+", "", templatize(text, origin=str(path)))
    rows = extract("python", io.BytesIO(code.encode()), keywords=KEYWORDS)
    told = [row[1] if isinstance(row[1], str) else row[1][0] for row in rows]
    return {one for one in told if one and CHINESE.search(one)}


@pytest.mark.parametrize("path", [pytest.param(p, id=str(p.relative_to(BACKEND))) for p in sources()])
def test_every_text_has_its_english(path: Path) -> None:
    assert words(path) - english() == set()


@pytest.mark.parametrize(
    "path",
    [pytest.param(p, id=str(p.relative_to(BACKEND))) for p in sources() if p.suffix == ".html"],
)
def test_no_chinese_stands_outside_gettext(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"{%\s*blocktranslate.*?endblocktranslate\s*%}", "", text, flags=re.DOTALL)
    text = re.sub(r"{%.*?%}|{#.*?#}|{{.*?}}", "", text)
    left = [line.strip() for line in text.splitlines() if CHINESE.search(line)]
    assert [line for line in left if "星鉴" not in line and "中文" not in line] == []
