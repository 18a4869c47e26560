"""One function a kind: from a case to the rows it changes, or a reason why not."""

from __future__ import annotations

from collections.abc import Callable

from backend.inspections.field.case import Case
from backend.inspections.field.rules import (
    answers,
    closing,
    evidence,
    facts,
    findings,
    papers,
    samples,
    visit,
)

RULES: dict[str, Callable[[Case], None]] = {
    "visit.open": visit.open_visit,
    "visit.join": visit.join,
    "visit.leave": visit.leave,
    "visit.handover": visit.handover,
    "answer.set": answers.set_answer,
    "answer.clear": answers.clear_answer,
    "answer.reconcile": answers.reconcile,
    "fact.set": facts.set_fact,
    "fact.clear": facts.clear_fact,
    "sample.draw": samples.draw,
    "evidence.add": evidence.add,
    "evidence.remove": evidence.remove,
    "evidence.waive": evidence.waive,
    "finding.add": findings.add,
    "finding.change": findings.change,
    "finding.withdraw": findings.withdraw,
    "lead.add": closing.add_lead,
    "paper.render": papers.render,
    "signature.add": papers.sign,
    "visit.lock": closing.ask_for_lock,
    "amendment.add": closing.amend,
}
