"""What 现场评定记录 says of a scripted rating visit, word for word as a tablet says it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import chevron

from infra.demo.record import local, minute
from scoring import Standard, grade

Json = dict[str, Any]
NONE = "无"
AGREED = "以上记录已阅，情况属实，无其他意见"
MOST = 40  # so many titles are listed
JUDGED = ("pass", "fail", "not_applicable")


@dataclass(frozen=True)
class Home:
    """Who stands for the home, and what it says; with a witness it refuses to sign."""

    name: str
    post: str
    opinion: str = AGREED
    witness: str = ""

    @property
    def signature(self) -> Json:
        """Give its signature, or its refusal before the witness."""
        named = {"name": self.name, "title": self.post, "opinion": self.opinion}
        if self.witness:
            return {**named, "signer": "refusal", "witness": self.witness}
        return {**named, "signer": "representative"}

    @property
    def words(self) -> str:
        """Give the opinion as the record says it."""
        if not self.witness:
            return self.opinion
        return f"现场负责人拒绝签名，理由：{self.opinion}。见证人：{self.witness}"


@dataclass
class Said:
    """What was answered, by whom, what was drawn, how many photos were taken."""

    started: str = ""
    ended: str = ""
    number: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    authors: dict[str, list[str]] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    samples: dict[str, Json] = field(default_factory=dict)
    photos: int = 0


def rendered(template: str, context: Json) -> str:
    """Fill the template."""
    return str(chevron.render(template, context))


def context_of(package: Json, standard: Standard, said: Said, home: Home) -> Json:
    """Give everything the record says; `pdf_templates/rating-record` has its shape."""
    started, ended = (datetime.fromisoformat(one) for one in (said.started, said.ended))
    day = {"on": local(started).date().isoformat()}
    asked = {"answers": said.answers, "facts": said.facts, "context": package["context"] | day}
    graded = grade(standard, asked)
    chapters = graded["explanation"]["chapters"]
    for chapter in chapters:
        chapter["items"] = [one for one in chapter["items"] if _is_asked(standard, said, one)]
    outcomes = Counter(item["outcome"] for chapter in chapters for item in chapter["items"])
    total = sum(outcomes.values())
    return {
        **package["words"]["rating-record"],
        "number": said.number,
        "started_at": minute(started),
        "ended_at": minute(ended),
        "representative": home.name,
        "representative_post": home.post,
        "recusal": "否",
        "total": str(total),
        "assessed": str(outcomes["pass"] + outcomes["fail"]),
        "not_applicable": str(outcomes["not_applicable"]),
        "not_assessed": str(total - sum(outcomes[one] for one in JUDGED)),
        "chapters": _chapters(package, standard, said, chapters),
        "samples": _samples(standard, said),
        "photos": str(said.photos),
        "items": [],
        "reading": "自行阅读",
        "corrections": [],
        "opinion": home.words,
        "issued_on": minute(ended).partition("日")[0] + "日",
    }


def _is_asked(standard: Standard, said: Said, item: Mapping[str, Any]) -> bool:
    """Say whether an item applies by the facts; one that does not is not counted."""
    left = item["outcome"] == "not_applicable" and item["code"] not in said.answers
    return not (left and standard.by_code[item["code"]].when)


def _chapters(
    package: Json, standard: Standard, said: Said, graded: Sequence[Mapping[str, Any]]
) -> list[Json]:
    fixed = package["words"]["rating-record"]["chapters"]
    titles = {item.code: item.title.zh for item in standard.items}
    return [
        {
            **words,
            "by": _authors(package, said, [item["code"] for item in chapter["items"]]),
            "score": _score(chapter),
            "open": _open(chapter, titles),
        }
        for words, chapter in zip(fixed, graded, strict=True)
    ]


def _authors(package: Json, said: Said, items: Sequence[str]) -> str:
    wrote = {one for item in items for one in said.authors.get(item, [])}
    return "、".join(one["name"] for one in package["officers"] if one["id"] in wrote) or NONE


def _score(chapter: Mapping[str, Any]) -> str:
    if chapter["max"] != "0":
        return f"得{chapter['points']}分，适用满分{chapter['applicable']}分"
    outcomes = Counter(item["outcome"] for item in chapter["items"])
    return f"不计分，符合{outcomes['pass']}项，不符合{outcomes['fail']}项"


def _open(chapter: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    left = [titles[item["code"]] for item in chapter["items"] if item["outcome"] not in JUDGED]
    if not left:
        return NONE
    if len(left) == len(chapter["items"]):
        return f"全部{len(left)}项"
    listed = "；".join(left[:MOST]) + ("等" if len(left) > MOST else "")
    return f"{len(left)}项：{listed}"


def _samples(standard: Standard, said: Said) -> list[Json]:
    """What was drawn or looked at in part, by the order of the checklist."""
    rows: list[Json] = []
    for item in standard.items:
        drawn, value = said.samples.get(item.code), said.answers.get(item.code)
        counted = item.kind == "sampled_share" and isinstance(value, Mapping) and "na" not in value
        if not drawn and not counted:
            continue
        frame = f"从{len(drawn['frame'])}个对象中随机抽取{drawn['size']}个" if drawn else ""
        result = (
            f"抽查{value['looked_at']}，合格{value['passed']}" if counted and value else "未填写"
        )
        rows.append(
            {
                "n": str(len(rows) + 1),
                "title": item.title.zh,
                "drawn": bool(drawn),
                "frame": frame,
                "chosen": "、".join(drawn["chosen"]) if drawn else "",
                "result": result,
            }
        )
    return rows
