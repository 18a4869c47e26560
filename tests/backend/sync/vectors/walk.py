"""A random visit of two officers on one or two tablets, as operations (合成数据)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

from backend.papers.text import text_digest

Json = dict[str, Any]
ANSWERS: Mapping[str, list[Any]] = {
    "facilities.lift_papers": ["yes", "no", "perhaps"],
    "environment.noise": ["38.5", "39.5", "39.51", 39, "quiet"],
    "facilities.call_points": [
        {"looked_at": 10, "passed": 9},
        {"passed": 9, "looked_at": 10},
        {"looked_at": 10, "passed": 10},
    ],
    "operation.trained_staff": [15, 16],
    "no.such.item": ["yes"],
}
FACTS: Mapping[str, list[Any]] = {"beds": ["40", "41"], "residents": ["38"], "cats": ["3"]}
DAY = "2026-03-02"


@dataclass
class Walk:
    """What two officers do; `done` grows by one operation a step."""

    chance: Random
    tablets: int
    visit: UUID = field(init=False)
    officers: list[str] = field(init=False)
    devices: list[str] = field(init=False)
    done: list[Json] = field(default_factory=list)
    made: dict[str, list[str]] = field(default_factory=dict)  # evidence, findings, texts

    def __post_init__(self) -> None:
        self.visit = UUID(self.id())
        self.officers = [self.id(), self.id()]
        self.devices = [self.id() for _ in range(self.tablets)]

    def id(self) -> str:
        """Give an id that follows from the seed."""
        bits = self.chance.getrandbits(128)
        return str(UUID(int=bits & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62))

    def steps(self, count: int) -> Iterator[Json]:
        """Do that many things."""
        yield self._do("visit.open", {}, 0)
        for _ in range(count):
            kind, body = self._next()
            yield self._do(kind, body, self.chance.randrange(2))

    def _do(self, kind: str, body: Json, by: int) -> Json:
        device = self.devices[by % len(self.devices)]
        number = sum(one["device"] == device for one in self.done) + 1
        operation = {
            "id": self.id(),
            "device": device,
            "seq": number,
            "kind": kind,
            "visit": str(self.visit),
            "parent": self._parent(kind, body, self.officers[by]),
            "after": self._after(kind),
            "done_at": f"{DAY}T09:{len(self.done) % 60:02d}:00+08:00",
            "body": {"officer": self.officers[by], **body},
        }
        self.done.append(operation)
        return operation

    def _parent(self, kind: str, body: Json, officer: str) -> str | None:
        """Mostly what last changed the record, sometimes nothing, sometimes what was before."""
        family, _, _ = kind.partition(".")
        names = ("item", "name", "id") if family != "signature" else ()
        same = [
            one["id"]
            for one in self.done
            if one["kind"].startswith(family + ".")
            and any(name in body and one["body"].get(name) == body[name] for name in names)
            and (family != "answer" or one["body"]["officer"] == officer)
        ]
        drawn = self.chance.random()
        if not same or drawn < 0.2:
            return None
        return str(same[-1] if drawn < 0.8 else self.chance.choice(same))

    def _after(self, kind: str) -> list[str]:
        if kind == "paper.render":
            return [one["id"] for one in self.done[-6:]]
        if kind == "signature.add":
            return [one["id"] for one in self.done if one["kind"] == "paper.render"][-1:]
        return []

    def _next(self) -> tuple[str, Json]:
        deeds = [
            (30, self._answer),
            (8, lambda: ("answer.clear", {"item": self._item()})),
            (8, self._reconcile),
            (10, self._fact),
            (3, lambda: ("fact.clear", {"name": self.chance.choice(list(FACTS))})),
            (3, lambda: ("visit.join", {})),
            (2, lambda: ("visit.leave", {"reason": "合成"})),
            (2, lambda: ("visit.handover", {"to": self.officers[1], "reason": "合成"})),
            (8, self._photo),
            (4, lambda: ("evidence.remove", {"id": self._of("evidence"), "reason": "拍错"})),
            (3, self._waive),
            (8, self._finding),
            (5, self._change),
            (3, lambda: ("finding.withdraw", {"id": self._of("finding"), "reason": "重复"})),
            (4, self._render),
            (4, self._sign),
        ]
        weights = [weight for weight, _ in deeds]
        return self.chance.choices([make for _, make in deeds], weights)[0]()

    def _item(self) -> str:
        return self.chance.choice(list(ANSWERS))

    def _given(self, item: str) -> Json:
        if self.chance.random() < 0.15:
            return {"na": "合成：不适用"}
        return {"value": self.chance.choice(ANSWERS[item])}

    def _answer(self) -> tuple[str, Json]:
        item = self._item()
        return "answer.set", {"item": item, **self._given(item), "note": "合成"}

    def _reconcile(self) -> tuple[str, Json]:
        item = self._item()
        said = [
            one["id"]
            for one in self.done
            if one["kind"] == "answer.set" and one["body"]["item"] == item
        ]
        settles = said if self.chance.random() < 0.7 else said[:-1]
        body = {"item": item, **self._given(item), "reason": "复核（合成）", "settles": settles}
        return "answer.reconcile", body

    def _fact(self) -> tuple[str, Json]:
        name = self.chance.choice(list(FACTS))
        return "fact.set", {"name": name, "value": self.chance.choice(FACTS[name])}

    def _photo(self) -> tuple[str, Json]:
        fresh = self._make("evidence") if self.chance.random() < 0.9 else self._of("evidence")
        body = {
            "id": fresh,
            "item": "facilities.lift_papers",
            "sha256": f"{self.chance.getrandbits(256):064x}",
            "length": 1000,
            "media_type": "image/jpeg",
            "kind": "photo",
            "captured_at": f"{DAY}T09:00:00+08:00",
        }
        return "evidence.add", body

    def _waive(self) -> tuple[str, Json]:
        second = self.chance.choice(self.officers)
        return "evidence.waive", {
            "id": self._of("evidence"),
            "reason": "合成：存储损坏",
            "second_officer": second,
        }

    def _finding(self) -> tuple[str, Json]:
        words = {"clause": "合成条款", "wording": "通道堵塞（合成）", "severity": "general"}
        more = {"due_days": 10, "evidence": [self._of("evidence")]}
        return "finding.add", {
            "id": self._make("finding"),
            "item": "facilities.lift_papers",
            **words,
            **more,
        }

    def _change(self) -> tuple[str, Json]:
        changes: list[Json] = [
            {"severity": "major"},
            {"corrected": True},
            {"corrected": False},
            {"demand": "改"},
        ]
        return "finding.change", {"id": self._of("finding"), **self.chance.choice(changes)}

    def _render(self) -> tuple[str, Json]:
        text = f"合成笔录 {self._make('text')}"
        digest = text_digest(text)
        self.made["text"][-1] = digest
        kind = self.chance.choice(["onsite-record", "onsite-record", "rectification-order"])
        number = f"合成{len(self.made['text'])}"
        body = {"kind": kind, "number": number, "text": text, "text_digest": digest}
        return "paper.render", {**body, "context": {}}

    def _sign(self) -> tuple[str, Json]:
        signer = self.chance.choice(["officer", "officer", "representative"])
        digest = self.made["text"][-1] if self.made.get("text") else "0" * 64
        body = {"text_digest": digest, "signer": signer, "name": "合成签名人", "signed_on": DAY}
        return "signature.add", body

    def _make(self, what: str) -> str:
        self.made.setdefault(what, []).append(self.id())
        return self.made[what][-1]

    def _of(self, what: str) -> str:
        return self.chance.choice(self.made[what]) if self.made.get(what) else self.id()
