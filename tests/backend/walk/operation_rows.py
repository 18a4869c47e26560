"""Operations that are refused one by one, each with its code, while the batch is answered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from tests.backend.walk.tablets import Json, Pad

Made = Callable[[Pad], Json | tuple[Json, ...]]  # the last one is the bad one
NOBODY = "0192f0c0-0000-7000-8000-000000000009"
FLOOR, DOUBT = "protection.fall_floor", "management.plan_training"
SAMPLE = "assessment.before_admission"


def forbidding(pad: Pad) -> str:
    """Find an item that always applies."""
    bundle = json.loads((pad.stage.folder / "checklist.json").read_text(encoding="utf-8"))
    items = [item for chapter in bundle["chapters"] for item in chapter["items"]]
    return str(next(item["id"] for item in items if item["na"] == "forbid"))


def answer(value: Any, item: str = FLOOR) -> Made:
    """Answer an item."""
    return lambda pad: pad.op("answer.set", item=item, value=value)


def outer(**other: Any) -> Made:
    """A good operation but for its envelope."""
    return lambda pad: {**pad.op("answer.set", item=FLOOR, value="yes"), **other}


def number(pad: Pad, tablet: int = 1) -> str:
    """A number from the block of a tablet."""
    path = pad.stage.folder / f"package-1-{tablet}.json"
    blocks = json.loads(path.read_text(encoding="utf-8"))["numbers"]
    return str(next(b for b in blocks if b["kind"] == "onsite-record")["numbers"][0])


def render(pad: Pad, **other: Any) -> Json:
    """Render a record of any words."""
    text = "现场检查笔录（合成）"
    told = {
        "kind": "onsite-record",
        "number": number(pad),
        "text": text,
        "text_digest": hashlib.sha256(text.encode()).hexdigest(),
        "context": {},
    }
    return pad.op("paper.render", **{**told, **other})


def difference(pad: Pad) -> tuple[Json, Json]:
    """Two officers see one thing differently."""
    yes = pad.op("answer.set", item=DOUBT, value="yes")
    return yes, pad.op("answer.set", seat=2, item=DOUBT, value="no")


def unreconciled(pad: Pad) -> tuple[Json, ...]:
    return (*difference(pad), render(pad))


def reconciled_blindly(pad: Pad) -> tuple[Json, ...]:
    yes, no = difference(pad)
    decided = {"item": DOUBT, "value": "yes", "reason": "共同复核", "settles": [yes["id"]]}
    return yes, no, pad.op("answer.reconcile", after=[yes["id"], no["id"]], **decided)


def reconciled_by_the_second(pad: Pad) -> tuple[Json, ...]:
    yes, no = difference(pad)
    decided = {"item": DOUBT, "value": "no", "reason": "x", "settles": [yes["id"], no["id"]]}
    return yes, no, pad.op("answer.reconcile", seat=2, **decided)


def reused(pad: Pad) -> tuple[Json, ...]:
    first = pad.op("answer.set", item=FLOOR, value="yes")
    return first, {**first, "body": {**first["body"], "value": "no"}}


def twice(pad: Pad) -> tuple[Json, ...]:
    first = pad.manifest(b"photo one")
    return first, pad.manifest(b"photo two", id=first["body"]["id"])


def own_cause(pad: Pad) -> Json:
    made = pad.op("answer.set", item=FLOOR, value="yes")
    return {**made, "after": [made["id"]]}


def waived_alone(pad: Pad) -> tuple[Json, ...]:
    photo = pad.manifest(b"photo")
    mine = pad.stage.names["seat11"]
    told = {"id": photo["body"]["id"], "reason": "丢失", "second_officer": mine}
    return photo, pad.op("evidence.waive", **told)


def finding(pad: Pad, **other: Any) -> Json:
    told = {"id": NOBODY, "item": FLOOR, "clause": "x", "wording": "x", "severity": "general"}
    return pad.op("finding.add", **{**told, **other})


def signature(pad: Pad) -> Json:
    told = {"signer": "officer", "name": "检查员", "signed_on": pad.stage.names["today"]}
    return pad.op("signature.add", text_digest="0" * 64, **told)


def sample(pad: Pad, seed: str = "0" * 64) -> Json:
    told = {"item": SAMPLE, "number": 1, "frame": ["101", "102"], "size": 1, "chosen": ["101"]}
    return pad.op("sample.draw", seed=seed, **told)


def nest(pad: Pad) -> Json:
    deep: Any = "x"
    for _ in range(200):
        deep = [deep]
    return pad.op("answer.set", item=FLOOR, value=deep)


# what comes, the code that answers it
OPERATIONS: dict[str, tuple[str, Made]] = {
    "an item nobody published": ("item-unknown", answer("yes", "protection.secret")),
    "a star for an inspection: answered as an item": ("item-unknown", answer("3", "level")),
    "a star for an inspection: told as a fact": (
        "fact-unknown",
        lambda pad: pad.op("fact.set", name="level", value="3"),
    ),
    "a word that is no answer": ("answer-malformed", answer("maybe")),
    "a number for yes or no": ("answer-malformed", answer(1)),
    "a float": ("malformed-operation", answer(0.5)),
    "a float deep inside": (
        "malformed-operation",
        answer({"looked_at": 10, "passed": 9.5}, SAMPLE),
    ),
    "no number": ("answer-malformed", answer({"looked_at": "NaN", "passed": "NaN"}, SAMPLE)),
    "more passed than looked at": (
        "answer-malformed",
        answer({"looked_at": 1, "passed": 2}, SAMPLE),
    ),
    "a negative count": ("answer-malformed", answer({"looked_at": -1, "passed": -1}, SAMPLE)),
    "a count as big as the sky": (
        "answer-malformed",
        answer({"looked_at": 10**30, "passed": 10**30}, SAMPLE),
    ),
    "half a count": ("answer-malformed", answer({"looked_at": 10}, SAMPLE)),
    "an answer and not applicable": (
        "answer-malformed",
        lambda pad: pad.op("answer.set", item=FLOOR, value="yes", na="x"),
    ),
    "neither an answer nor not applicable": (
        "answer-malformed",
        lambda pad: pad.op("answer.set", item=FLOOR),
    ),
    "not applicable where it always applies": (
        "na-forbidden",
        lambda pad: pad.op("answer.set", item=forbidding(pad), na="无"),
    ),
    "a nest of lists": ("malformed-operation", nest),
    "a fact nobody asked for": (
        "fact-unknown",
        lambda pad: pad.op("fact.set", name="mood", value="good"),
    ),
    "a fact that is no number": (
        "fact-malformed",
        lambda pad: pad.op("fact.set", name="residents", value="many"),
    ),
    "minus three residents": (
        "fact-malformed",
        lambda pad: pad.op("fact.set", name="residents", value="-3"),
    ),
    "half a resident": (
        "fact-malformed",
        lambda pad: pad.op("fact.set", name="residents", value="2.5"),
    ),
    "a list for a fact": (
        "fact-malformed",
        lambda pad: pad.op("fact.set", name="residents", value=["3"]),
    ),
    "the same id with other content": ("id-reused", reused),
    "a visit of others": ("visit-not-yours", outer(visit=NOBODY)),
    "another tablet's operation": ("wrong-device", outer(device=NOBODY)),
    "an unknown kind": ("malformed-operation", outer(kind="visit.grade")),
    "no body": ("malformed-operation", outer(body=None)),
    "a list for a body": ("malformed-operation", outer(body=[])),
    "the zeroth of a tablet": ("malformed-operation", outer(seq=0)),
    "a sequence beyond every number": ("malformed-operation", outer(seq=2**60)),
    "a time without its offset": ("malformed-operation", outer(done_at="2026-11-22T09:00:00")),
    "a time that is none": ("malformed-operation", outer(done_at="yesterday")),
    "an id that is none": ("malformed-operation", outer(id="1")),
    "a cause that is no id": ("malformed-operation", outer(after=["first"])),
    "an operation that waits for itself": ("causes-in-circle", own_cause),
    "an officer of no seat": (
        "officer-not-of-visit",
        lambda pad: pad.op(
            "answer.set", item=FLOOR, value="yes", officer=pad.stage.names["officer5"]
        ),
    ),
    "a difference not reconciled": ("not-reconciled", unreconciled),
    "a difference settled half": ("settles-others", reconciled_blindly),
    "a difference settled by the second officer": ("lead-only", reconciled_by_the_second),
    "a text that is not its digest's": (
        "digest-mismatch",
        lambda pad: render(pad, text_digest="0" * 64),
    ),
    "a number nobody leased": (
        "number-not-leased",
        lambda pad: render(pad, number="哈里民检录〔2026〕999号"),
    ),
    "the other tablet's number": (
        "number-not-leased",
        lambda pad: render(pad, number=number(pad, 2)),
    ),
    "signing an unknown text": ("text-unknown", signature),
    "locked by the second officer": (
        "lead-only",
        lambda pad: pad.op(
            "visit.lock", seat=2, operations=0, answers_digest="0" * 64, evidence=[]
        ),
    ),
    "a lock with half a digest": (
        "malformed-operation",
        lambda pad: pad.op("visit.lock", operations=0, answers_digest="0" * 63, evidence=[]),
    ),
    "an amendment before the lock": (
        "visit-not-locked",
        lambda pad: pad.op(
            "amendment.add", second_officer=pad.stage.names["seat12"], reason="x", content={}
        ),
    ),
    "a photo of 1e9 bytes": ("evidence-too-large", lambda pad: pad.manifest(b"x", length=10**9)),
    "a photo of no bytes": ("malformed-operation", lambda pad: pad.manifest(b"", length=0)),
    "a program for evidence": (
        "media-type-refused",
        lambda pad: pad.manifest(b"MZ", media_type="application/x-msdownload"),
    ),
    "a photo of an unknown item": ("item-unknown", lambda pad: pad.manifest(b"x", item="x.y")),
    "a photo under a known id": ("evidence-known", twice),
    "a photo at no place on earth": (
        "malformed-operation",
        lambda pad: pad.manifest(b"x", position={"lat": "NaN", "lon": "126"}),
    ),
    "a photo taken back that is not there": (
        "evidence-unknown",
        lambda pad: pad.op("evidence.remove", id=NOBODY, reason="x"),
    ),
    "a photo waived by one officer": ("second-officer-wanted", waived_alone),
    "a problem of an unknown item": ("item-unknown", lambda pad: finding(pad, item="x.y")),
    "a problem of no known weight": (
        "malformed-operation",
        lambda pad: finding(pad, severity="terrible"),
    ),
    "a problem due in minus one day": (
        "malformed-operation",
        lambda pad: finding(pad, due_days=-1),
    ),
    "a problem changed that is not there": (
        "finding-unknown",
        lambda pad: pad.op("finding.change", id=NOBODY, wording="x"),
    ),
    "a sample from a seed of one's own": ("sample-seed-differs", sample),
    "handing over to nobody": (
        "officer-not-of-visit",
        lambda pad: pad.op("visit.handover", to=NOBODY, reason="x"),
    ),
}
