"""The pull's cursor (同步游标): an opaque, authenticated map of feeds to numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core import signing

SALT = "sync.cursor"


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a tablet has read, and in which life of the server, scope and token it did.

    No transaction id and no clock: order comes from the feeds alone.
    """

    epoch: str
    scope: str
    token: str
    feeds: dict[str, int] = field(default_factory=dict)

    def sealed(self) -> str:
        """Give it as the tablet carries it."""
        content = {"e": self.epoch, "s": self.scope, "t": self.token, "f": self.feeds}
        return signing.dumps(content, salt=SALT, compress=True)


def opened(text: str) -> Cursor | None:
    """Read a cursor of ours; None for anything else."""
    try:
        content = signing.loads(text, salt=SALT)
        return Cursor(content["e"], content["s"], content["t"], dict(content["f"]))
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None
