"""Why a verb may say no: one class a reason, each with a stable code.

Every subclass is a row of the problem catalogue (`GET /api/v1/problems`); the words may
improve, the code stays.  Pages, the API and the catalogue take the words from the class.
"""

import re
from collections.abc import Iterator
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

Words = str | Promise
CHINESE = re.compile(r"[\u4e00-\u9fff]")
AGAIN = _("重新打开，看清目前办到哪一步再办理")  # hints that several reasons share
REASON = _("写明理由后再提交")


class Refusal(Exception):
    """A rule says no (422).

    title, hint: what is wrong and what to do about it, for the person who reads.
    expects: what the rule expects, where the raiser says it to programs only; {day} and {n}
    stand for the day and the number in the raiser's words.
    states_of: the model (app.Model) in whose stored states the raiser says expected and came.

    expected, came, do: what was expected, what came instead, and what to do about it here.
    place: where (a field, a row and column); extra: further members of the problem document.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 422
    title: ClassVar[Words] = _("规则不允许")
    hint: ClassVar[Words] = ""
    expects: ClassVar[Words] = ""
    states_of: ClassVar[str] = ""

    def __init__(
        self,
        detail: str = "",
        *,
        expected: Words = "",
        came: Words = "",
        do: Words = "",
        place: str = "",
        **extra: Any,
    ) -> None:
        self.detail = detail or str(self.title)
        told = {"expected": expected, "came": came, "do": do, "place": place}
        self.members: dict[str, Any] = {k: v for k, v in told.items() if v} | extra
        super().__init__(self.detail)

    def problem(self) -> dict[str, Any]:
        """Say it as a problem document (RFC 9457)."""
        told = {
            "type": f"/problems/{self.code}",
            "title": str(self.title),
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
            **{k: str(v) if isinstance(v, Promise) else v for k, v in self.members.items()},
        }
        if do := self._do():
            told["do"] = do
        return told

    def _do(self) -> str:
        """Say what to do: the raiser's words if they are in the reader's language, else ours."""
        own = str(self.members.get("do", ""))
        return own if own and readable(own) else str(self.hint) or own


def readable(text: str) -> bool:
    """Say whether a text is in the reader's language; ours are Chinese, English is all else."""
    return bool(CHINESE.search(text)) == (get_language() or "zh").startswith("zh")


class Malformed(Refusal):
    """The input has the wrong shape (400)."""

    code = "malformed"
    status = 400
    title = _("输入格式不符")


class Forbidden(Refusal):
    """Not your role (403)."""

    code = "forbidden"
    status = 403
    title = _("没有此项权限")
    hint = _("请有这项职责的同事办理")


class Missing(Refusal):
    """Not there, or not yours to see (404)."""

    code = "not-found"
    status = 404
    title = _("未找到")
    hint = _("核对网址；内容可能已经不再公开，或者不在你的管辖范围")


class Conflict(Refusal):
    """The record moved on since the caller saw it (409)."""

    code = "version-conflict"
    status = 409
    title = _("记录已被他人更新")
    hint = _("打开以后内容有变动，核对最新内容后再提交")


class KeyReused(Refusal):
    """The same Idempotency-Key came with another content."""

    code = "idempotency-key-reused"
    title = _("同一请求编号对应了不同内容")


def catalogue() -> Iterator[type[Refusal]]:
    """Give every refusal class there is, the base classes included, each once."""
    waiting: list[type[Refusal]] = [Refusal]
    seen: set[type[Refusal]] = set()
    while waiting:
        kind = waiting.pop()
        if kind in seen:
            continue
        seen.add(kind)
        waiting.extend(kind.__subclasses__())
        yield kind
