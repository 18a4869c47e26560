"""Ciphertext of a tablet in words (托管密文): what a piece is, and what came of opening it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backend.core.refusals import catalogue
from backend.sync.escrowed import tells_photo
from backend.sync.models import Quarantined

WAITS = {  # code of an answer → why it waits
    "parts-missing": gettext_lazy("照片的其他分片还没有收到"),
    "manifest-missing": gettext_lazy("照片的清单还没有并入，先解开操作"),
}


@dataclass(frozen=True, slots=True)
class PieceLine:
    """One piece as a row."""

    piece: Quarantined
    what: str
    came: str

    @property
    def done(self) -> bool:
        """Whether everything in it was taken in."""
        return self.piece.state == Quarantined.State.APPLIED


def piece_lines(pieces: Iterable[Quarantined]) -> list[PieceLine]:
    """Say each piece in words."""
    return [PieceLine(one, _what(one.about), _came(one.answer)) for one in pieces]


def title_of(code: str) -> str:
    """Give the words of a refusal's code; the code itself for one that has none."""
    titles = {kind.code: kind.title for kind in catalogue()}
    return str(titles.get(code, code))


def _what(about: Any) -> str:
    if not isinstance(about, dict):
        return _("格式不明")
    if tells_photo(about):
        number = {"part": about["part"] + 1, "parts": about["parts"]}
        return _("照片分片 %(part)s / %(parts)s") % number
    count = about.get("entries", 0)
    return ngettext("操作 %(n)s 条", "操作 %(n)s 条", count) % {"n": count}


def _came(answer: Any) -> str:
    """Say what came of the last try; empty before the first."""
    if not isinstance(answer, dict):
        return ""
    said = [_counted(answer["operations"])] if answer.get("operations") else []
    if count := len(answer.get("failed", [])):
        said.append(ngettext("%(n)s 条未能解开", "%(n)s 条未能解开", count) % {"n": count})
    if code := answer.get("code"):
        said.append(str(WAITS[code]) if code in WAITS else title_of(code))
    if answer.get("evidence"):
        said.append(_("照片已收齐"))
    return _("；").join(said)


def _counted(outcomes: dict[str, int]) -> str:
    new, old = outcomes.get("applied", 0), outcomes.get("duplicate", 0)
    bad = outcomes.get("refused", 0) + outcomes.get("conflict", 0)
    parts = [_("并入 %(n)s 条") % {"n": new}]
    parts += [_("此前已有 %(n)s 条") % {"n": old}] if old else []
    parts += [_("未被接受 %(n)s 条") % {"n": bad}] if bad else []
    return _("，").join(parts)
