"""What the two officers do inside a home, as operations in their tablets' journals."""

import hashlib
import json
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import chevron
import rfc8785

from infra.demo.tablet import Tablet
from infra.demo.walk import Walk

Json = dict[str, Any]
SEVERITY = {"general": "一般问题", "hidden_danger": "一般隐患", "major": "重大事故隐患"}
UNITS = {"day": "日", "working_day": "个工作日"}
REPRESENTATIVE = "院长（合成）"


@dataclass
class Scene:
    """One visit on the pair of tablets."""

    package: Json
    bundle: Json
    officers: list[str]  # the lead first
    lead: Tablet
    second: Tablet
    answers: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    findings: list[Json] = field(default_factory=list)
    observed: dict[str, str] = field(default_factory=dict)
    hashes: list[str] = field(default_factory=list)
    causes: list[str] = field(default_factory=list)

    @property
    def visit(self) -> str:
        """Its id."""
        return str(self.package["visit"]["id"])

    def do(self, kind: str, body: Json, *, by: int = 0, on: int = 0, after: Any = None) -> str:
        """One operation by an officer (0 leads) on a tablet (0 is the lead's)."""
        tablet = (self.lead, self.second)[on]
        body = {**body, "officer": self.officers[by]}
        made = tablet.do(self.visit, kind, body, after)
        self.causes.append(made)
        return made

    @property
    def items(self) -> list[Json]:
        """Every item that matters with the facts of this visit."""
        rows = [item for chapter in self.bundle["chapters"] for item in chapter["items"]]
        return [item for item in rows if not item["when"] or self._relevant(item["when"])]

    def _relevant(self, when: Json) -> bool:
        return bool(self.facts.get(when["fact"]) == when["is"])


def good(item: Json) -> Any:
    """Give the answer of an item without a problem."""
    return {"looked_at": 10, "passed": 10} if item["rule"] == "sampled_share" else "yes"


def plain(scene: Scene, picture: bytes, walk: Walk) -> None:
    """A visit without a problem: the lead's tablet serves both."""
    _arrive(scene, on=0)
    for item in scene.items:
        _answer(scene, item["id"], good(item))
    _evidence(scene, scene.items[0]["id"], picture)
    _close(scene, walk)


def full(scene: Scene, picture: bytes, problem: str, disputed: str, walk: Walk) -> None:
    """The first visit: two tablets, one difference, one finding with its photo."""
    _arrive(scene, on=1)
    half = len(scene.items) // 2
    for number, item in enumerate(scene.items):
        if item["id"] not in (problem, disputed):
            by = int(number >= half)
            _answer(scene, item["id"], good(item), by=by, on=by)
    _problem(scene, problem, picture)
    yes = _answer(scene, disputed, "yes")
    no = _answer(scene, disputed, "no", by=1, on=1)
    decided = {
        "item": disputed,
        "value": "yes",
        "reason": "共同复核培训签到表和考核记录，培训已覆盖在岗人员",
        "settles": [yes, no],
    }
    scene.do("answer.reconcile", decided, after=[yes, no])
    scene.answers[disputed] = "yes"
    _close(scene, walk)


def hazard(scene: Scene, picture: bytes, problem: str, walk: Walk) -> None:
    """A visit that finds a major hazard (重大事故隐患), worded as the checklist's library does."""
    _arrive(scene, on=0)
    for item in scene.items:
        if item["id"] != problem:
            _answer(scene, item["id"], good(item))
    known = next(one for one in scene.bundle["findings"] if one["item"] == problem)
    _problem(
        scene,
        problem,
        picture,
        wording=f"{known['wording']['zh']}（合成数据）",
        severity=known["severity"],
        competent_department=known["department"],
    )
    _close(scene, walk)


def _arrive(scene: Scene, *, on: int) -> None:
    opened = scene.do("visit.open", {})
    scene.do("visit.join", {}, by=1, on=on, after=[opened])
    for name, value in (("residents", "68"), ("manages_medicine", "yes")):
        scene.do("fact.set", {"name": name, "value": value}, after=[opened])
        scene.facts[name] = value


def _answer(scene: Scene, item: str, value: Any, *, by: int = 0, on: int = 0) -> str:
    scene.answers[item] = value
    return scene.do("answer.set", {"item": item, "value": value}, by=by, on=on)


def _evidence(scene: Scene, item: str, picture: bytes) -> str:
    evidence, sha256 = str(uuid.uuid4()), hashlib.sha256(picture).hexdigest()
    manifest = {
        "id": evidence,
        "item": item,
        "sha256": sha256,
        "length": len(picture),
        "media_type": "image/jpeg",
        "kind": "photo",
        "captured_at": scene.lead.now().isoformat(),
        "position": {"lat": "45.755", "lon": "126.617", "accuracy": "8", "mock": False},
        "person_visible": False,
        "caption": "合成照片",
    }
    scene.do("evidence.add", manifest)
    scene.hashes.append(sha256)
    return evidence


def _problem(scene: Scene, code: str, picture: bytes, **other: str) -> None:
    """Note a problem with its photo; other: what is otherwise than usual."""
    item = next(one for one in scene.items if one["id"] == code)
    rows = scene.bundle["findings"]
    known = next((one for one in rows if one["item"] == code), None)
    answered = _answer(scene, code, "no")
    evidence = _evidence(scene, code, picture)
    finding: Json = {
        "id": str(uuid.uuid4()),
        "item": code,
        "clause": item["clause"],
        "basis": known["basis"]["zh"] if known else item["clause"],
        "wording": "二层东侧走廊地面积水，未设警示标志（合成数据）",
        "severity": "general",
        "demand": known["demand"]["zh"] if known else "立即清理并设置警示标志，落实巡查。",
        "due_days": known["term"]["days"] if known else 15,
        "due_unit": known["term"]["unit"] if known else "working_day",
        "competent_department": "民政",
        "library_code": known["id"] if known else "",
        "evidence": [evidence],
        **other,
    }
    scene.observed[code] = finding["wording"]
    scene.do("finding.add", finding, after=[answered])
    scene.findings.append(finding)


def _close(scene: Scene, walk: Walk) -> None:
    """Render, read, sign, lock."""
    text, context, number = _render(scene)
    digest = hashlib.sha256(text.encode()).hexdigest()
    walk.file(f"record-{number}.txt", text.encode())
    causes = list(scene.causes)
    rendered = scene.do(
        "paper.render",
        {
            "kind": "onsite-record",
            "number": number,
            "text": text,
            "text_digest": digest,
            "context": context,
            "template_digest": scene.package["templates"]["onsite-record"]["digest"],
        },
        after=causes,
    )
    today = local(scene.lead.now()).date().isoformat()
    signed = {"text_digest": digest, "signed_on": today}
    people = {one["id"]: one["name"] for one in scene.package["officers"]}
    for by in (0, 1):  # the second by PIN on the same tablet
        officer = scene.officers[by]
        named = {**signed, "signer": "officer", "name": people[officer]}
        named["proof"] = scene.lead.prove(scene.visit, officer, digest)
        scene.do("signature.add", named, by=by, after=[rendered])
    home = {**signed, "signer": "representative", "name": REPRESENTATIVE, "title": "院长"}
    scene.do("signature.add", {**home, "opinion": "以上笔录已阅，情况属实"}, after=[rendered])
    stated = {"answers": dict(sorted(scene.answers.items())), "facts": scene.facts}
    lock = {
        "operations": len(scene.causes),
        "answers_digest": hashlib.sha256(rfc8785.dumps(stated)).hexdigest(),
        "evidence": sorted(scene.hashes),
    }
    scene.do("visit.lock", lock, after=list(scene.causes))


def local(moment: datetime) -> datetime:
    """Give the moment as the clock in Shanghai shows it."""
    return moment.astimezone(ZoneInfo("Asia/Shanghai"))


def minute(moment: datetime) -> str:
    """Write it as papers do: 2026年11月23日9时05分."""
    at = local(moment)
    return f"{at.year}年{at.month}月{at.day}日{at.hour}时{at.minute:02d}分"


def _term(finding: Json) -> str:
    if finding["due_days"] == 0:
        return "：立即"
    return f"{finding['due_days']}{UNITS[finding['due_unit']]}"


def _render(scene: Scene) -> tuple[str, Json, str]:
    """Render the record from the package's template, as the server will."""
    blocks = {block["kind"]: block for block in scene.package["numbers"]}
    used = {one["body"].get("number") for one in scene.lead.journal}
    number = next(n for n in blocks["onsite-record"]["numbers"] if n not in used)
    failing = [item for item in scene.items if scene.answers[item["id"]] == "no"]
    opened = datetime.fromisoformat(scene.lead.of(scene.visit)[0]["done_at"])
    now = scene.lead.now()
    context = {
        **scene.package["words"]["onsite-record"],
        "number": number,
        "started_at": minute(opened),
        "ended_at": minute(now),
        "representative": REPRESENTATIVE,
        "representative_post": "院长",
        "recusal": "否",
        "total": str(len(scene.items)),
        "conforming": str(len(scene.items) - len(failing)),
        "failing": str(len(failing)),
        "not_applicable": "0",
        "not_checked": "0",
        "items": [
            {
                "n": str(n),
                "title": item["title"]["zh"],
                "result": "不符合",
                "observed": scene.observed[item["id"]],
            }
            for n, item in enumerate(failing, 1)
        ],
        "findings": [
            {
                "n": str(n),
                "wording": one["wording"],
                "clause": one["clause"],
                "basis": one["basis"],
                "severity": SEVERITY[one["severity"]],
                "demand": f"责令限期改正：{one['demand']}期限{_term(one)}",
            }
            for n, one in enumerate(scene.findings, 1)
        ],
        "reading": "自行阅读",
        "corrections": [],
        "opinion": "以上笔录已阅，情况属实，无其他意见",
        "issued_on": minute(now).partition("日")[0] + "日",
    }
    template = scene.package["templates"]["onsite-record"]["text"]
    return chevron.render(template, context), json.loads(json.dumps(context)), number
