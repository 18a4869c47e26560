"""Papers rendered and signed on the spot: signed is what was read (文书, 签名).

Every rule check runs here, before the home signs; after that nothing is refused.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from backend.core.clock import SHANGHAI
from backend.core.refusals import Refusal
from backend.inspections.field.case import Case
from backend.inspections.field.state import HOME
from backend.inspections.models import RenderedText, Signature
from backend.keys.services import signed_by
from backend.papers.text import render_text, text_digest

MAX_SKEW = timedelta(minutes=5)
TWO = 2  # 双人独立认定


def render(case: Case) -> None:
    """The tablet showed these words under this number.

    Before: the text is the one its digest names, officers' differences are reconciled, what asks
    for two answers has two, enough officers are there, the number is from this tablet's block.
    That the server would write the same words is noted, not demanded: what was read was read.
    """
    body, state = case.body, case.state
    case.must(text_digest(body["text"]) == body["text_digest"], "digest-mismatch")
    differing = state.adopted().differing
    case.must(not differing, "not-reconciled", ", ".join(differing))
    alone = _answered_by_one(case)
    case.must(not alone, "second-answer-missing", ", ".join(alone))
    present = [seat for seat in state.seats.values() if seat.joined_at and not seat.left_at]
    enough = len(present) >= state.visit.nature.min_officers
    case.must(enough, "officers-missing", f"{len(present)}/{state.visit.nature.min_officers}")
    _check_number(case)
    _compare(case)
    if body["text_digest"] in state.texts:
        return
    for earlier in state.texts.values():
        if earlier.kind == body["kind"] and not earlier.superseded and not _signed(case, earlier):
            earlier.superseded = True
            state.put(earlier)
    state.texts[body["text_digest"]] = case.row(
        RenderedText,
        kind=body["kind"],
        number=body["number"],
        text_digest=body["text_digest"],
        text=body["text"],
        context=body["context"],
        template_digest=body.get("template_digest", ""),
    )
    if terms := state.numbers.get(body["number"]):
        state.numbers[body["number"]] = replace(terms, visit=state.visit.pk, kind=body["kind"])


def sign(case: Case) -> None:
    """An officer or the home signs the text of a digest, or refuses before a witness.

    The civil date written on the paper starts clocks: it is doubted where the tablet's clock
    was off by five minutes or more, or it lies outside download and receipt.
    """
    body = case.body
    case.must(body["text_digest"] in case.state.texts, "text-unknown")
    if body["signer"] == "refusal":
        case.must(bool(body.get("witness")), "witness-wanted")
    _doubt_date(case)
    officer = body["signer"] == "officer"
    if officer:
        _check_proof(case)
    witness = body.get("witness") or ("（未载明）" if body["signer"] == "refusal" else "")
    case.state.signatures.append(
        case.row(
            Signature,
            text_digest=body["text_digest"],
            signer_kind=body["signer"],
            name=body["name"],
            title=body.get("title", ""),
            signer_id=case.officer if officer else None,
            opinion=body.get("opinion", ""),
            witness=witness,
            image_id=body.get("image"),
            signed_on=body["signed_on"],
        )
    )


def _answered_by_one(case: Case) -> list[str]:
    """Items that ask for two independent answers and have one; with one officer there, none."""
    state = case.state
    present = [one for one, seat in state.seats.items() if seat.joined_at and not seat.left_at]
    if len(present) < TWO:
        return []
    asked = {code for code, _ in state.answers if state.asks_both(code)}
    return sorted(code for code in asked if len(list(state.answers_to(code))) == 1)


def _check_proof(case: Case) -> None:
    """The officer's own signature by his PIN: a wrong one is refused, a missing one is a defect."""
    proof, keys = case.body.get("proof"), case.state.officer_keys.get(case.officer, [])
    if not proof or not keys:
        case.note("officer-not-proven")
        return
    parts = ("signature.add", case.state.visit.pk, case.officer, case.body["text_digest"])
    message = "".join(f"{part}\n" for part in parts).encode()
    proven = any(signed_by(key, message, proof) for key in keys)
    case.must(proven, "officer-proof-wrong", str(case.officer))


def _check_number(case: Case) -> None:
    number = case.body["number"]
    terms = case.state.numbers.get(number)
    leased = terms is not None and terms.device == str(case.operation.outer.device)
    case.must(leased, "number-not-leased", number)
    if terms and terms.visit:
        mine = terms.visit == case.state.visit.pk and terms.kind == case.body["kind"]
        case.must(mine, "number-used", number)


def _compare(case: Case) -> None:
    try:
        ours = render_text(case.body["kind"], case.body["context"])
    except Refusal:
        case.note("text-not-renderable")
        return
    if ours != case.body["text"]:
        case.note("text-differs")


def _signed(case: Case, text: RenderedText) -> bool:
    return any(
        one.text_digest == text.text_digest and one.signer_kind in HOME
        for one in case.state.signatures
    )


def _doubt_date(case: Case) -> None:
    device = case.operation.outer.device
    skew = case.state.skew.get(device)
    if skew is not None and abs(skew) >= MAX_SKEW:
        case.note("clock-skewed")
    package = case.state.packages.get(device)
    received = case.operation.recorded_at.astimezone(SHANGHAI).date()
    first = package.downloaded_at.astimezone(SHANGHAI).date() if package else None
    day = case.body["signed_on"]
    if day > received or (first and day < first):
        case.note("date-outside-visit")
