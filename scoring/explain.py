"""The explanation of a result as a tree: result → chapters → items → rule → answer.

Every node carries clause, source and confidence; the same inputs give the same tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scoring.canonical import canonical_bytes
from scoring.engine import ChapterResult, ItemResult, Scored
from scoring.numbers import plain, rate_text
from scoring.rating import Rating, Test, total_text
from scoring.scales import Step, SubRating
from scoring.shared import Shared

Kept = dict[int, list[bytes]]


def explanation(scored: Scored, rating: Rating | None, written: Kept) -> dict[str, Any]:
    """The whole tree for one scored visit.

    written: takes, by ``id``, the canonical bytes of the entries of each list of items.
    """
    standard = scored.standard
    settings = standard.settings
    tree: dict[str, Any] = {
        "node": "result",
        **standard.ground.as_json(),
        "rate_of": settings.rate_of,
        "total_as": settings.total_as,
        "total": total_text(scored.total()),
        "facts": _facts(scored),
        "context": {name: _plainly(value) for name, value in scored.visit.context.items()},
        "chapters": [_chapter(scored, one, written) for one in scored.chapters.values()],
    }
    if rating is not None:
        tree["levels"] = _levels(scored, rating)
        tree["caps"] = [_test(cap.test) for cap in rating.caps]
    if standard.ratings:
        tree["ratings"] = [_rating(scored, one) for one in standard.ratings]
    if standard.steps:
        moved = rating.adjusted if rating is not None else ()
        tree["adjust"] = [_step(step, moved) for step in standard.steps]
    return tree


def _rating(scored: Scored, rating: SubRating) -> dict[str, Any]:
    stood = scored.stood(rating.id)
    return {
        "node": "rating",
        "id": rating.id,
        **rating.ground.as_json(),
        "why": stood.why,
        "base": stood.base.id if stood.base else None,
        "level": stood.level,
        "limits": [
            {"node": "limit", "id": limit.id, **limit.ground.as_json()}
            for limit in rating.limits
            if limit.id in stood.limited_by
        ],
        "adjust": [_step(step, stood.adjusted) for step in rating.steps],
    }


def _step(step: Step, moved: Sequence[str]) -> dict[str, Any]:
    """A step adjustment and whether it moved the level."""
    need = step.when.need() if step.when else ""
    return {
        "node": "step",
        "id": step.id,
        **step.ground.as_json(),
        "step": step.by,
        "when": need,
        "moved": "yes" if step.id in moved else "no",
    }


def _chapter(scored: Scored, result: ChapterResult, written: Kept) -> dict[str, Any]:
    chapter = result.chapter
    points, under = scored.rate(chapter.id) or (result.points, result.applicable)
    known = [_known(scored, one) for one in result.items]
    items = [node for node, _ in known]
    written[id(items)] = [body for _, body in known]
    return {
        "node": "chapter",
        "id": chapter.id,
        **chapter.ground.as_json(),
        "points": plain(result.points),
        "applicable": plain(result.applicable),
        "max": plain(chapter.full),
        "rate": rate_text(points, under),
        "items": items,
    }


def _known(scored: Scored, result: ItemResult) -> tuple[Shared, bytes]:
    """An item's node and its canonical bytes, kept and shared where the result itself is."""
    memo = scored.standard.memo
    known = memo.nodes.get(id(result))
    if known is None:
        node = _item(result)
        known = node, canonical_bytes(node)
        if memo.keeps(result):
            memo.nodes[id(result)] = known
    return known


def _item(result: ItemResult) -> Shared:
    item, ground = result.item, result.item.ground.as_json()
    return Shared(
        node="item",
        code=item.code,
        **ground,
        outcome=result.outcome,
        points=plain(result.points),
        applicable=plain(result.applicable),
        max=plain(item.full),
        rule=Shared(
            node="rule",
            kind=item.kind,
            **ground,
            why=Shared(_why(result)),
            answer=Shared(_answer(result, ground)),
        ),
    )


def _why(result: ItemResult) -> dict[str, str]:
    if result.dropped and result.item.when is not None:
        need = result.item.when.need()
        return {"zh": f"不检查：仅当 {need}", "en": f"not looked at: only when {need}"}
    if result.answer is not None and result.answer.na is not None:
        policy = result.item.na
        return {"zh": f"不适用（{policy}）", "en": f"not applicable ({policy})"}
    if result.award is None:
        return {"zh": "未检查", "en": "not answered"}
    return {"zh": result.award.why.zh, "en": result.award.why.en}


def _answer(result: ItemResult, ground: dict[str, str]) -> dict[str, Any]:
    answer = result.answer
    node: dict[str, Any] = {"node": "answer", **ground, "value": answer.raw if answer else None}
    if answer and answer.na is not None:
        node["na"] = answer.na
    if answer and answer.note is not None:
        node["note"] = answer.note
    return node


def _facts(scored: Scored) -> dict[str, Any]:
    """Every declared fact with its value, None where nobody gave it."""
    return {
        name: {"value": _plainly(scored.visit.facts.get(name)), **fact.ground.as_json()}
        for name, fact in scored.standard.facts.items()
    }


def _levels(scored: Scored, rating: Rating) -> list[dict[str, Any]]:
    return [
        {
            "node": "level",
            "id": level.id,
            **level.ground.as_json(),
            "tests": [_test(test) for test in rating.tests[level.id]],
        }
        for level in scored.standard.levels
    ]


def _test(test: Test) -> dict[str, str]:
    held = {True: "yes", False: "no", None: "unknown"}[test.holds]
    return {"node": "test", **test.as_json(), "holds": held}


def _plainly(value: Any) -> Any:
    return value if value is None or isinstance(value, str) else plain(value)
