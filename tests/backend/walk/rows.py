"""A row of the table of bad inputs: at which step who sends what, and how it is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile as File

if TYPE_CHECKING:
    from tests.backend.walk.conftest import Stage

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One bad input.

    body: what goes as JSON; bytes go as they are.  files: what goes as multipart beside it.
    first: the body of a good call that goes before, under the same Idempotency-Key.
    ready: what else must be done before.  how: sends what is no plain call.
    grows: tables in which the refusal itself is kept.
    """

    says: str
    stage: str
    who: str
    call: str  # "POST /api/v1/…"
    status: int
    code: str
    body: Any = None
    files: dict[str, Any] | None = None
    headers: dict[str, str] = field(default_factory=dict)
    first: Json | None = None
    ready: Callable[[Stage], None] | None = None
    how: Callable[[Stage], Any] | None = None
    grows: frozenset[str] = frozenset()

    @property
    def sends_files(self) -> bool:
        """Whether something of it could lie in the object store."""
        return self.files is not None or "/uploads/" in self.call

    def send(self, stage: Stage, body: Any = None) -> Any:
        """Send it, filled with the ids of this world."""
        if self.how:
            return self.how(stage)
        method, address = self.call.split(" ", 1)
        client, where = stage.client(self.who), stage.fill(address)
        headers = stage.fill(self.headers)
        body = self.body if body is None else body
        if isinstance(body, bytes):
            kind = headers.pop("Content-Type", "application/json")
            return client.generic(method, where, body, content_type=kind, headers=headers)
        if self.files is not None:
            given = {**stage.fill(body or {}), **{k: _fresh(f) for k, f in self.files.items()}}
            return client.post(where, given, format="multipart", headers=headers)
        if method == "GET":
            return client.get(where, headers=headers)
        sent = {} if body is None else stage.fill(body)
        return getattr(client, method.lower())(where, sent, format="json", headers=headers)


def _fresh(files: Any) -> Any:
    """Give a file of its own to every call."""
    if isinstance(files, list):
        return [File(name, data) for name, data in files]
    return File(*files) if isinstance(files, tuple) else files


def rows(stage: str, *told: tuple[Any, ...]) -> list[Row]:
    """Make the rows of one step; the last member of a row may hold the rarer fields."""
    made = []
    for row in told:
        rest = row[-1] if isinstance(row[-1], Rest) else Rest()
        plain = row[:-1] if isinstance(row[-1], Rest) else row
        says, who, call, status, code, *body = plain
        made.append(Row(says, stage, who, call, status, code, *body, **rest))
    return made


class Rest(dict[str, Any]):
    """The rarer fields of a row."""
