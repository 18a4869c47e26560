"""One operation before one visit: what it may do, and what it leaves (审查)."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from backend.inspections.field.operation import Operation
from backend.inspections.field.state import VisitState
from backend.inspections.field.verdict import Moved, Refused, Shelved
from backend.inspections.models import Defect, FieldRow

R = TypeVar("R", bound=FieldRow)


class Case:
    """An operation with the state it meets.

    soft: the home has signed, so a rule no longer refuses; what it would have said becomes a
    defect (瑕疵). Rules check first and change rows last.
    """

    def __init__(self, state: VisitState, operation: Operation, *, soft: bool) -> None:
        self.state = state
        self.operation = operation
        self.soft = soft
        self.body = operation.body
        self.officer = operation.officer
        self.defects: list[str] = list(operation.defects)
        self.current: dict[str, Any] | None = None

    def must(self, holds: bool, code: str, detail: str = "") -> bool:
        """Refuse when a rule does not hold, or note the defect after the signature."""
        if not holds:
            if not self.soft:
                raise Refused(code, detail)
            self.note(code)
        return holds

    def need(self, holds: bool, code: str, detail: str = "") -> None:
        """Like must, for what no record can be made without: after the signature it is shelved."""
        if not self.must(holds, code, detail):
            raise Shelved

    def note(self, code: str) -> None:
        """Note a defect once; the operation is applied all the same."""
        if code not in self.defects:
            self.defects.append(code)

    def meet(self, row: FieldRow | None, now: Any, then: Any, wanted: Any) -> None:
        """Refuse to overwrite what the device had not seen.

        now: the record's content; then: the content its parent operation gave it; wanted: the
        new content. Seen by id or by equal content is seen; setting what is there is no change.
        """
        parent = self.operation.outer.parent
        if row is None or row.op == parent or now == wanted:
            return
        if parent is not None and parent in self.state.said and now == then:
            return
        current = {"op": str(row.op), "officer": str(row.officer_id), "value": now}
        if not self.soft:
            raise Moved("record-moved", current)
        self.current = current
        self.note("record-moved")
        raise Shelved

    def parent_body(self) -> dict[str, Any]:
        """The body of the parent operation, as sent; empty when it has none."""
        parent = self.operation.outer.parent
        return self.state.said.get(parent, {}) if parent else {}

    def row(self, model: type[R], /, **fields: Any) -> R:
        """Make a row of this visit with the operation's author and clocks.

        Its id is the operation's: sent again after a restore, the same record has the same digest.
        """
        fields.setdefault("id", self.operation.outer.id)
        row = model(visit=self.state.visit, officer_id=self.officer, **fields)
        self.touch(row)
        return row

    def touch(self, row: FieldRow, **fields: Any) -> FieldRow:
        """Change a row and say which operation did."""
        fields |= {
            "op": self.operation.id,
            "device_id": self.operation.outer.device,
            "seq": self.operation.outer.seq,
            "done_at": self.operation.outer.done_at,
            "recorded_at": self.operation.recorded_at,
            "defects": self.defects,
        }
        for name, value in fields.items():
            setattr(row, name, value)
        self.state.put(row)
        return row

    def keep_defects(self) -> None:
        """Write the defects where papers and conclusions find them."""
        for code in self.defects:
            self.state.put(
                Defect(
                    visit=self.state.visit,
                    op=self.operation.id,
                    code=code,
                    recorded_at=self.operation.recorded_at,
                )
            )

    def demand_lead(self) -> None:
        """Only the lead decides what binds both officers."""
        self.must(self.state.visit.lead_id == self.officer, "lead-only")

    def demand_second(self, second: UUID) -> None:
        """Another officer of this visit confirms."""
        others = second != self.officer and self.state.sits(second)
        self.need(others, "second-officer-wanted")
