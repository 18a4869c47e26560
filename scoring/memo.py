"""What short answers came to, kept beside a standard so that the next visit need not ask again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring.shared import Shared

if TYPE_CHECKING:
    from scoring.answers import Answer
    from scoring.engine import ItemResult

LONGEST = 40  # characters of an answer worth keeping
MOST = 64  # answers kept an item
Key = str | int | tuple[str, str] | None


class Memo:
    """Answers by item and raw value; results and explanation nodes of those very objects.

    All are frozen or refuse changes; a kept object keeps its ``id``.
    """

    __slots__ = ("answers", "nodes", "results", "selections")

    def __init__(self) -> None:
        self.answers: dict[str, dict[Key, Answer]] = {}
        self.results: dict[tuple[str, int], ItemResult] = {}
        self.nodes: dict[int, tuple[Shared, bytes]] = {}
        self.selections: dict[int, list[str]] = {}  # of the standard's own selections

    def keeps(self, result: ItemResult) -> bool:
        """Whether this very result is kept."""
        kept = self.results.get((result.item.code, id(result.answer)))
        return kept is result


def key_of(raw: object) -> Key:
    """A short answer as a key; None where it is not worth keeping."""
    if type(raw) is str:
        return raw if len(raw) <= LONGEST else None
    if type(raw) is int:
        return raw
    if isinstance(raw, dict) and len(raw) == 1:
        reason = raw.get("na")
        return ("na", reason) if type(reason) is str and len(reason) <= LONGEST else None
    return None
