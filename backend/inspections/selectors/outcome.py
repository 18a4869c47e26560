"""What a locked record amounts to: result codes, graded items (检查结果)."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from backend.core.clock import SHANGHAI
from backend.core.words import in_chinese
from backend.inspections.models import Finding, LockRequest, RenderedText, Signature, Visit
from backend.inspections.selectors.answers import adopted_answers
from backend.inspections.vocabulary import RESULT_OF, Disposition, Obstacle, Result
from backend.standards.selectors import by_digest
from scoring import ScoringError, Standard, grade, parse_answer, parse_fact

HOME = (Signature.Signer.REPRESENTATIVE, Signature.Signer.REFUSAL)


def result_of(visit: Visit) -> dict[str, Any]:
    """Give the result codes with their words, and what the office does next.

    A visit that could not be carried out says so first; whatever was found before stands beside
    it.  `unable` names the obstacle, `provisional` the codes that are no public ones.
    Source: facts file, section 3 (a result may hold several codes).
    """
    request = LockRequest.objects.filter(visit=visit).exclude(outcome="").first()
    obstacle = Obstacle(request.outcome) if request else None
    findings = list(visit.findings.exclude(state=Finding.State.WITHDRAWN))
    foreign = [one for one in findings if one.competent_department not in {"", visit.department}]
    own = [one for one in findings if one not in foreign]
    raised = [one for one in own if one.state == Finding.State.RAISED]
    held = {
        Result.FOUND: bool(raised),
        Result.CORRECTED: len(own) > len(raised),
        Result.OTHER_DEPARTMENT: bool(foreign),
        Result.NOTHING_FOUND: not findings and obstacle is None,
    }
    codes: list[Result | Obstacle] = [code for code, holds in held.items() if holds]
    if obstacle is not None:
        codes.insert(0, RESULT_OF.get(obstacle, obstacle))
    steps = {
        Disposition.STOPPED: obstacle is not None,
        Disposition.ORDER: bool(raised) and visit.nature.may_order,
        Disposition.OTHER: bool(raised) and not visit.nature.may_order,
        Disposition.HAND_OVER: bool(foreign),
    }
    taken = [step for step, holds in steps.items() if holds] or [Disposition.NONE]
    return {
        "codes": [code.value for code in codes],
        "words": [in_chinese(code.label) for code in codes],
        "dispositions": [step.value for step in taken],
        "findings": _counted(findings),
        **_unable(request, obstacle),
    }


def _unable(request: LockRequest | None, obstacle: Obstacle | None) -> dict[str, Any]:
    if request is None or obstacle is None:
        return {}
    words = in_chinese(obstacle.label)
    unable = {"code": obstacle.value, "words": words, "note": request.outcome_note}
    return {"unable": unable, "provisional": [] if obstacle in RESULT_OF else [obstacle.value]}


def _counted(findings: list[Finding]) -> dict[str, int]:
    severities = Counter(one.severity for one in findings)
    return {
        "total": len(findings),
        "corrected": sum(one.state == Finding.State.CORRECTED for one in findings),
        **{severity.value: severities[severity] for severity in Finding.Severity},
    }


def grade_answers(visit: Visit) -> dict[str, Any]:
    """Grade by the pinned digest, pass or fail per item; never a level.

    Signed answers are never refused: one that does not fit its item is left out and named.
    """
    standard = by_digest(visit.checklist_digest)
    adopted = adopted_answers(visit)
    answers, facts, left_out = _fitting(standard, dict(adopted.answers), dict(adopted.facts))
    try:
        result = grade(standard, {"answers": answers, "facts": facts, "context": {}})
    except ScoringError as fault:
        return {"fault": fault.code, "place": fault.place, "left_out": left_out}
    outcomes = Counter(result.get("items", {}).values())
    return {
        "conclusion": result.get("conclusion"),
        "complete": result["complete"],
        "provisional": result["provisional"],
        "result_digest": result["result_digest"],
        "outcomes": dict(sorted(outcomes.items())),
        "failed": [code for code, word in result.get("items", {}).items() if word == "fail"],
        "unanswered": result["unanswered"],
        "left_out": left_out,
    }


def grade_rating(visit: Visit) -> dict[str, Any]:
    """Grade a rating by the pinned digest: level, points and the whole explanation.

    The day of the visit decides between rules by date. As above, what does not fit its item is
    left out and named; a fault leaves no level.
    """
    standard = by_digest(visit.checklist_digest)
    adopted = adopted_answers(visit)
    answers, facts, left_out = _fitting(standard, dict(adopted.answers), dict(adopted.facts))
    moment = visit.opened_at or visit.locked_at
    day = {"on": moment.astimezone(SHANGHAI).date().isoformat()} if moment else {}
    context = {**visit.grading_context, **day}
    try:
        result = grade(standard, {"answers": answers, "facts": facts, "context": context})
    except ScoringError as fault:
        return {"fault": fault.code, "place": fault.place, "left_out": left_out}
    plain: dict[str, Any] = json.loads(json.dumps(result))
    return {**plain, "left_out": left_out}


def asked_of(visit: Visit) -> tuple[Standard, dict[str, Any], list[str]]:
    """Give what a visit is graded by: its standard, what `grade` is asked, and what is left out."""
    standard, adopted = by_digest(visit.checklist_digest), adopted_answers(visit)
    answers, facts, left_out = _fitting(standard, dict(adopted.answers), dict(adopted.facts))
    return standard, {"answers": answers, "facts": facts, "context": context_of(visit)}, left_out


def context_of(visit: Visit) -> dict[str, Any]:
    """Give what grading knows beside the answers: of a rating its application and its day."""
    if not visit.nature.may_grade:
        return {}
    moment = visit.opened_at or visit.locked_at
    day = {"on": moment.astimezone(SHANGHAI).date().isoformat()} if moment else {}
    return {**visit.grading_context, **day}


def _fitting(
    standard: Standard, answers: dict[str, Any], facts: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    """Keep what the standard can read; name the rest."""
    left_out = [code for code in answers if not _fits(standard, code, answers[code])]
    kept = {code: value for code, value in answers.items() if code not in left_out}
    told = {name: value for name, value in facts.items() if _is_fact(standard, name, value)}
    left_out += [name for name in facts if name not in told]
    return kept, told, left_out


def _fits(standard: Standard, code: str, value: Any) -> bool:
    item = standard.by_code.get(code)
    if item is None:
        return False
    try:
        parse_answer(item, value)
    except ScoringError:
        return False
    return True


def _is_fact(standard: Standard, name: str, value: Any) -> bool:
    try:
        parse_fact(standard, name, value)
    except ScoringError:
        return False
    return True


def record_text(visit: Visit, kind: str) -> RenderedText | None:
    """Give the text of a kind that the home signed, else the last one that was rendered."""
    rows = list(visit.texts.filter(kind=kind).order_by("recorded_at", "id"))
    signed = set(
        visit.signatures.filter(signer_kind__in=HOME).values_list("text_digest", flat=True)
    )
    chosen = [one for one in rows if one.text_digest in signed] or [
        one for one in rows if not one.superseded
    ]
    return chosen[-1] if chosen else None
