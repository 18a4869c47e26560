"""The words of a paper cut into blocks for the layout; not a character is added or lost.

Line 1 agency, line 2 title, line 3 number.  `一、` opens a heading, `1. ` an item, `标签：内容` a
row of a table, a line of ideographic spaces at its start is the sign-off at the right.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

HEADING = re.compile(r"[一二三四五六七八九十]+、")
ITEM = re.compile(r"[0-9]+\. ")
ROW = re.compile(r"([^，。；、：“”]{1,14})：(.+)")
SIGNOFF = "　　　　"
HEAD = ("agency_line", "title_line", "number_line")
REST = ("heading", "lead", "item", "body", "salutation", "form", "signoff")
KINDS = (*HEAD, *REST)
KEPT_ROWS = 3  # of a last table: they go with the sign-off to its page

Block = dict[str, Any]


def blocks(text: str) -> list[Block]:
    """Cut a text into blocks, each with one of KINDS true."""
    lines = [line for line in text.split("\n") if line]
    head = [_block(kind, text=line) for kind, line in zip(HEAD, lines, strict=False)]
    return head + _kept_together(list(_body(lines[3:])))


def _body(lines: list[str]) -> Iterator[Block]:
    kinds = _kinds(lines)
    for kind, run in groupby(zip(kinds, lines, strict=True), key=lambda pair: pair[0]):
        words = [line for _, line in run]
        if kind == "form":
            yield _block("form", rows=[_row(line) for line in words])
        elif kind == "signoff":
            yield _block("signoff", lines=_signoff(words))
        else:
            yield from (_block(kind, text=line) for line in words)


def _kept_together(body: list[Block]) -> list[Block]:
    """Keep the sign-off with what stands before it: a page with nothing but a seal proves nothing.

    `opens` and `closes` say where the part begins and ends that stays on one page.
    """
    if len(body) < 2 or not body[-1]["signoff"]:
        return body
    *rest, last, signoff = body
    kept = [last]
    if len(last["rows"]) > KEPT_ROWS:
        rest.append(last | {"rows": last["rows"][:-KEPT_ROWS]})
        kept = [last | {"rows": last["rows"][-KEPT_ROWS:]}]
    elif rest and (rest[-1]["heading"] or rest[-1]["lead"]):
        kept.insert(0, rest.pop())
    return [*rest, kept[0] | {"opens": True}, *kept[1:], signoff | {"closes": True}]


def _kinds(lines: list[str]) -> list[str]:
    kinds = [_kind(line) for line in lines]
    for index, kind in enumerate(kinds):
        before_rows = index + 1 < len(kinds) and kinds[index + 1] == "form"
        if kind == "item" and before_rows:
            kinds[index] = "lead"
    return kinds


def _kind(line: str) -> str:
    if line.startswith(SIGNOFF):
        return "signoff"
    if HEADING.match(line):
        return "heading"
    if ITEM.match(line):
        return "item"
    if ROW.fullmatch(line):
        return "form"
    return "salutation" if line.endswith("：") and "，" not in line else "body"


def _row(line: str) -> dict[str, str]:
    label, _, value = line.partition("：")
    return {"label": label, "value": value}


def _signoff(lines: list[str]) -> list[dict[str, str]]:
    """Give the lines of the sign-off; the link on the last is where the seal goes."""
    return [
        {"text": line.strip("　"), "anchor": f"sign-off:{index}"}
        for index, line in enumerate(lines)
    ]


def _block(kind: str, **content: Any) -> Block:
    flags = dict.fromkeys(KINDS, False)
    marks = {"opens": False, "closes": False}
    return {**flags, **marks, "text": "", "rows": [], "lines": [], **content, kind: True}
