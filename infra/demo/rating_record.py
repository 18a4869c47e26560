"""What the assessors of a rating do inside a home (等级评定现场), as their tablets' journals.

    scene = rating_record.full(
        package, assessors=…, tablets=…, answers=…, facts=…, pictures=…, walk=walk
    )

package: the lead's (kept as JSON); assessors: ids of the register, the lead first, as
`package["officers"]` has them; tablets: scripted tablets, the lead's first, one an assessor or
fewer (the last serves the rest); answers: item → value, or {"na": reason}; facts: name → value;
pictures: item → JPEG bytes; walk: where the text is left as a file (or None).

Before: every tablet fetched the package, and `tablets[0].admit(caller, visit, assessor)` let each
assessor unlock there, for all sign on the lead's.  Afterwards push each tablet's `of(visit)` and
upload `scene.photos` (evidence id → bytes; the lead's tablet took them all).
"""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import rfc8785

from infra.demo.rating_words import Home, Said, context_of, rendered
from infra.demo.record import local
from infra.demo.tablet import Tablet
from infra.demo.walk import Walk
from infra.local.places import ROOT
from scoring import Standard, load

Json = dict[str, Any]
KIND = "rating-record"
HOME = Home("院长（合成）", "院长")
NOTHING: Mapping[str, Any] = {}


@dataclass
class Scene:
    """One rating visit, and everything done on it so far."""

    package: Json
    standard: Standard
    assessors: Sequence[str]
    tablets: Sequence[Tablet]
    said: Said = field(default_factory=Said)
    photos: dict[str, bytes] = field(default_factory=dict)
    hashes: list[str] = field(default_factory=list)
    causes: list[str] = field(default_factory=list)

    @property
    def visit(self) -> str:
        """Its id."""
        return str(self.package["visit"]["id"])

    def do(self, kind: str, body: Json, *, by: int = 0, after: Any = None, on: Any = None) -> str:
        """One operation by an assessor (0 leads), on his own tablet unless it is another."""
        tablet = self.tablets[min(by if on is None else on, len(self.tablets) - 1)]
        made = tablet.do(self.visit, kind, {**body, "officer": self.assessors[by]}, after)
        self.causes.append(made)
        return made

    def answer(self, item: str, value: Any, by: int) -> str:
        """Let one assessor answer an item."""
        is_na = isinstance(value, Mapping) and "na" in value
        told = {"na": value["na"]} if is_na else {"value": value}
        self.said.answers[item] = value
        self.said.authors.setdefault(item, []).append(self.assessors[by])
        return self.do("answer.set", {"item": item, **told}, by=by)


def full(
    package: Json,
    *,
    assessors: Sequence[str],
    tablets: Sequence[Tablet],
    answers: Mapping[str, Any],
    facts: Mapping[str, str],
    pictures: Mapping[str, bytes] = NOTHING,
    samples: Mapping[str, tuple[Sequence[str], int]] = NOTHING,
    home: Home = HOME,
    walk: Walk | None = None,
) -> Scene:
    """A rating visit: arrive, draw samples, answer by chapters, photograph, read, sign, lock.

    samples: item → (labels of the frame, how many are drawn).
    home: who stands for the home, its opinion, and `witness` where it refuses to sign.
    """
    scene = Scene(package, _standard(package), list(assessors), list(tablets))
    _arrive(scene, facts)
    for item, (frame, size) in samples.items():
        _sample(scene, item, frame, size)
    _answers(scene, answers)
    for item, picture in pictures.items():
        _evidence(scene, item, picture)
    _close(scene, home, walk)
    for tablet in scene.tablets:
        tablet.save()
    return scene


def _standard(package: Json) -> Standard:
    """Read the shipped version the visit is pinned to."""
    pinned = package["checklist"]
    found = load(ROOT / "checklists" / pinned["standard"] / pinned["version"])
    if found.digest != pinned["digest"]:
        raise ValueError(f"expected checklist {pinned['digest']}, came {found.digest}")
    return found


def _arrive(scene: Scene, facts: Mapping[str, str]) -> None:
    opened = scene.do("visit.open", {})
    scene.said.started = scene.tablets[0].of(scene.visit)[0]["done_at"]
    for by in range(1, len(scene.assessors)):
        scene.do("visit.join", {}, by=by, after=[opened])
    for name, value in facts.items():
        scene.do("fact.set", {"name": name, "value": value}, after=[opened])
        scene.said.facts[name] = value


def _answers(scene: Scene, answers: Mapping[str, Any]) -> None:
    """Every chapter by its assessor; what asks for two answers also by the next one."""
    split = {one["id"]: one["officer"] for one in scene.package["chapters"]}
    for chapter in scene.standard.chapters:
        by = scene.assessors.index(split.get(chapter.id, scene.assessors[0]))
        for item in chapter.items:
            if item.code not in answers:
                continue
            scene.answer(item.code, answers[item.code], by)
            if item.attest == "both":
                scene.answer(item.code, answers[item.code], (by + 1) % len(scene.assessors))


def _sample(scene: Scene, item: str, frame: Sequence[str], size: int) -> None:
    """Draw on the spot, by the nonce of the lead's tablet."""
    parts = (scene.package["nonce"], scene.visit, item, *sorted(frame))
    seed = hashlib.sha256("".join(f"{part}\n" for part in parts).encode()).hexdigest()
    order = sorted(set(frame), key=lambda one: hashlib.sha256(f"{seed}{one}".encode()).digest())
    drawn = {"frame": list(frame), "size": size, "seed": seed, "chosen": order[:size]}
    scene.do("sample.draw", {"item": item, "number": 1, **drawn})
    scene.said.samples[item] = drawn


def _evidence(scene: Scene, item: str, picture: bytes) -> None:
    evidence, sha256 = str(uuid.uuid4()), hashlib.sha256(picture).hexdigest()
    manifest = {
        "id": evidence,
        "item": item,
        "sha256": sha256,
        "length": len(picture),
        "media_type": "image/jpeg",
        "kind": "photo",
        "captured_at": scene.tablets[0].now().isoformat(),
        "position": {"lat": "45.755", "lon": "126.617", "accuracy": "8", "mock": False},
        "person_visible": False,
        "caption": "合成照片",
    }
    scene.do("evidence.add", manifest)
    scene.photos[evidence] = picture
    scene.hashes.append(sha256)


def _close(scene: Scene, home: Home, walk: Walk | None) -> None:
    """Render, read, let every assessor and the home sign, lock."""
    rendering, digest = _render(scene, home, walk)
    today = local(scene.tablets[0].now()).date().isoformat()
    signed = {"text_digest": digest, "signed_on": today}
    people = {one["id"]: one["name"] for one in scene.package["officers"]}
    for by, assessor in enumerate(scene.assessors):  # each by PIN on the lead's tablet
        named = {**signed, "signer": "officer", "name": people[assessor]}
        named["proof"] = scene.tablets[0].prove(scene.visit, assessor, digest)
        scene.do("signature.add", named, by=by, on=0, after=[rendering])
    scene.do("signature.add", {**signed, **home.signature}, after=[rendering])
    stated = {"answers": dict(sorted(scene.said.answers.items())), "facts": scene.said.facts}
    lock = {
        "operations": len(scene.causes),
        "answers_digest": hashlib.sha256(rfc8785.dumps(stated)).hexdigest(),
        "evidence": sorted(scene.hashes),
    }
    scene.do("visit.lock", lock, after=list(scene.causes))


def _render(scene: Scene, home: Home, walk: Walk | None) -> tuple[str, str]:
    """Make the text from the package's template, as the server will; give operation and digest."""
    lead = scene.tablets[0]
    block = next(one for one in scene.package["numbers"] if one["kind"] == KIND)
    used = {one["body"].get("number") for one in lead.journal}
    number = next(one for one in block["numbers"] if one not in used)
    scene.said.number, scene.said.ended = number, lead.now().isoformat()
    scene.said.photos = len(scene.photos)
    context = context_of(scene.package, scene.standard, scene.said, home)
    text = rendered(scene.package["templates"][KIND]["text"], context)
    digest = hashlib.sha256(text.encode()).hexdigest()
    if walk is not None:
        walk.file(f"record-{number}.txt", text.encode())
    body = {
        "kind": KIND,
        "number": number,
        "text": text,
        "text_digest": digest,
        "context": json.loads(json.dumps(context)),
        "template_digest": scene.package["templates"][KIND]["digest"],
    }
    return scene.do("paper.render", body, after=list(scene.causes)), digest
