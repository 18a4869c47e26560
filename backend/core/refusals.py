"""Why a verb may say no: one class a reason, each with a stable code.

Every subclass is a row of the problem catalogue (`GET /api/v1/problems`); the words may
improve, the code stays.
"""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """A rule says no (422).

    expected, came, do: what was expected, what came instead, and what to do about it.
    place: where (a field, a row and column); extra: further members of the problem document.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 422
    title: ClassVar[str | Promise] = _("规则不允许")

    def __init__(
        self,
        detail: str = "",
        *,
        expected: str = "",
        came: str = "",
        do: str = "",
        place: str = "",
        **extra: Any,
    ) -> None:
        self.detail = detail or str(self.title)
        told = {"expected": expected, "came": came, "do": do, "place": place}
        self.members: dict[str, Any] = {k: v for k, v in told.items() if v} | extra
        super().__init__(self.detail)

    def problem(self) -> dict[str, Any]:
        """Say it as a problem document (RFC 9457)."""
        return {
            "type": f"/problems/{self.code}",
            "title": str(self.title),
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
            **self.members,
        }


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


class Missing(Refusal):
    """Not there, or not yours to see (404)."""

    code = "not-found"
    status = 404
    title = _("未找到")


class Conflict(Refusal):
    """The record moved on since the caller saw it (409)."""

    code = "version-conflict"
    status = 409
    title = _("记录已被他人更新")


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
