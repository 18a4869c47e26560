"""One operation, one state, one verdict: no database (审查操作)."""

from __future__ import annotations

from backend.inspections.field.case import Case
from backend.inspections.field.operation import Operation
from backend.inspections.field.rules import RULES
from backend.inspections.field.state import HOME, VisitState
from backend.inspections.field.verdict import Moved, Outcome, Refused, Shelved, Verdict
from backend.inspections.field.words import words_of
from backend.inspections.models import Visit

UNAPPROVED = frozenset((Visit.State.PROPOSED, Visit.State.ENDORSED))
READ = frozenset(  # what stands in the record that the home reads
    (
        "answer.set",
        "answer.clear",
        "answer.reconcile",
        "fact.set",
        "fact.clear",
        "sample.draw",
        "evidence.add",
        "evidence.remove",
        "finding.add",
        "finding.change",
        "finding.withdraw",
    )
)
AFTER_LOCK = frozenset(("amendment.add", "lead.add"))
NOT_COUNTED = frozenset(("visit.lock", "evidence.waive", "amendment.add", "lead.add"))


def judge(state: VisitState, operation: Operation, *, signed: bool = False) -> Verdict:
    """Apply an operation to the state in memory, or say why not.

    signed: it is a cause of a signature, so it was done before anything could be refused.
    """
    case = Case(state, operation, soft=signed or is_soft(state, operation))
    try:
        _common(case)
        RULES[operation.kind](case)
    except Refused as no:
        words = words_of(no.code)
        return Verdict(Outcome.REFUSED, no.code, f"{words}：{no.detail}" if no.detail else words)
    except Moved as no:
        return Verdict(
            Outcome.CONFLICT, "record-moved", words_of("record-moved"), current=no.current
        )
    except Shelved:
        pass
    _count(case)
    case.keep_defects()
    return Verdict(Outcome.APPLIED, defects=tuple(case.defects), current=case.current)


def shelve(state: VisitState, operation: Operation, code: str) -> Verdict:
    """Accept as sent what no record could be made of, after the home has signed."""
    case = Case(state, operation, soft=True)
    case.note(code)
    _count(case)
    case.keep_defects()
    return Verdict(Outcome.APPLIED, defects=tuple(case.defects))


def is_home_signature(operation: Operation) -> bool:
    """Whether this is the home's own signature or its refusal to sign."""
    return operation.kind == "signature.add" and operation.body["signer"] in HOME


def is_soft(state: VisitState, operation: Operation) -> bool:
    """Whether nothing may be refused any more: the home has signed, or does so now."""
    return state.signed is not None or state.locked or is_home_signature(operation)


def counts(kind: str) -> bool:
    """Whether an operation of this kind counts towards the number that `visit.lock` states."""
    return kind not in NOT_COUNTED


def _common(case: Case) -> None:
    """What holds for every kind: approved, one of its officers, before the lock."""
    visit, kind = case.state.visit, case.operation.kind
    case.must(visit.state != Visit.State.CANCELLED, "visit-cancelled")
    case.must(visit.state not in UNAPPROVED, "visit-not-approved")
    case.need(case.state.sits(case.officer), "officer-not-of-visit", str(case.officer))
    if case.state.locked and kind not in AFTER_LOCK:
        case.note("after-lock")
        raise Shelved
    if kind in READ and _after_signature(case):
        case.note("after-signature")


def _after_signature(case: Case) -> bool:
    """By the device's own sequence where it is the same device, else by arrival."""
    signed, outer = case.state.signed, case.operation.outer
    if signed is None or case.body.get("kind") == "signature":  # the image of a signature
        return False
    return signed.device_id != outer.device or outer.seq > signed.seq


def _count(case: Case) -> None:
    if counts(case.operation.kind) and not case.state.locked:
        case.state.visit.operations += 1
        case.state.put(case.state.visit)
