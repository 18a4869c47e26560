"""Plans, quotas, tasks, draws and their randomness: before anybody drives out."""

from __future__ import annotations

from typing import Any

from tests.backend.walk.conftest import Stage
from tests.backend.walk.rows import Rest, rows

PLANS = "POST /api/v1/plans"
CAPS = "POST /api/v1/caps"
DRAW = "POST /api/v1/tasks/$task2/draw"
RANDOM = "POST /api/v1/draws/$draw/randomness"
PAST = [{"name": "大乐透前区", "date": "2020-01-01", "numbers": 5}]
VALUES: dict[str, list[Any]] = {
    "大乐透前区": [3, 11, 18, 26, 33],
    "大乐透后区": [4, 9],
    "排列5": [7, 0, 2, 2, 8],
}


def terms(**other: Any) -> dict[str, Any]:
    """A good plan but for what is said."""
    good = {
        "region": "230102",
        "title": "计划（合成）",
        "year": 2026,
        "nature": "routine",
        "checklist": "$checklist",
        "floor_ratio": "0.4",
        "floor_source": "合成",
        "window_from": "$window_from",
        "window_until": "$window_until",
    }
    return {**good, **other}


def task(**other: str) -> dict[str, str]:
    """A good task but for what is said."""
    good = {
        "plan": "$plan",
        "quota": "$quota",
        "title": "任务（合成）",
        "window_from": "$window_from",
        "window_until": "$window_until",
    }
    return {**good, **other}


def values(**other: Any) -> dict[str, Any]:
    """The lottery's results but for what is said; None leaves a source out."""
    told = {**VALUES, **other}
    entered = [{"name": name, "numbers": one} for name, one in told.items() if one is not None]
    return {"sources": entered}


def declared(stage: Stage) -> None:
    """One drawn home is declared to be closed."""
    label = next(iter(stage.kept["selected"]))
    body = {"label": label, "reason": "停业", "document": "合成1号"}
    url = f"/api/v1/draws/{stage.names['draw']}/declare-unavailable"
    assert stage.client("duomian").post(url, body, format="json").status_code == 200
    stage.names["label"] = label


# fmt: off
PLANNED = rows(
    "planned",
    ("a ratio without its source", "jihua", PLANS, 422, "floor-missing",
     {key: value for key, value in terms().items() if key != "floor_source"}),
    ("a ratio that is no number", "jihua", PLANS, 400, "invalid-input", terms(floor_ratio="NaN")),
    ("a ratio above one", "jihua", PLANS, 400, "invalid-input", terms(floor_ratio="1000000000")),
    ("a negative ratio", "jihua", PLANS, 400, "invalid-input", terms(floor_ratio="-0.4")),
    ("a window that ends before it begins", "jihua", PLANS, 422, "window-outside",
     terms(window_from="$window_until", window_until="$window_from")),
    ("a window in another year", "jihua", PLANS, 422, "window-outside",
     terms(window_from="2031-01-01", window_until="2031-02-01")),
    ("a year of the past", "jihua", PLANS, 400, "invalid-input", terms(year=1999)),
    ("an unknown nature", "jihua", PLANS, 400, "invalid-input", terms(nature="raid")),
    ("a checklist that is no id", "jihua", PLANS, 400, "invalid-input", terms(checklist="gb")),
    ("a draft checklist", "jihua", PLANS, 422, "checklist-not-published",
     terms(checklist="$proposed")),
    ("a star for an inspection: a rating's checklist in a plan", "jihua", PLANS, 422,
     "nature-checklist-mismatch", terms(checklist="$draft")),
    ("a star for an inspection: a rating planned with an inspection's checklist", "jihua", PLANS,
     422, "nature-checklist-mismatch", terms(nature="rating")),
    ("an item that nobody published", "jihua", PLANS, 422, "item-not-published",
     terms(items=["protection.secret"])),
    ("an unknown policy", "jihua", PLANS, 422, "policy-unknown", terms(policy="whim")),
    ("a plan for another county", "linqu", PLANS, 404, "not-found", terms()),
    ("a plan by another role", "juzhang", PLANS, 403, "forbidden", terms()),
    ("approving one's own plan", "duomian", "POST /api/v1/plans/$plan_submitted/approve", 422,
     "plan-approver-submitted"),
    ("approving a draft", "juzhang", "POST /api/v1/plans/$plan_draft/approve", 409, "plan-state"),
    ("publishing a draft", "gongshi", "POST /api/v1/plans/$plan_draft/publish", 409, "plan-state"),
    ("submitting a published plan", "jihua", "POST /api/v1/plans/$plan/submit", 409, "plan-state"),
    ("a stale version", "jihua", "POST /api/v1/plans/$plan_draft/submit", 409, "version-conflict",
     {"seen_version": 99}),
    ("a version that is no number", "jihua", "POST /api/v1/plans/$plan_draft/submit", 400,
     "invalid-input", {"seen_version": "new"}),
    ("approving without the role", "jihua", "POST /api/v1/plans/$plan_submitted/approve", 403,
     "forbidden"),
    ("another county's head approves", "waixian", "POST /api/v1/plans/$plan_submitted/approve", 404,
     "not-found"),
    ("a quota of a draft", "jihua", "POST /api/v1/plans/$plan_draft/quota", 422,
     "plan-not-published"),
    ("another county's quota", "linqu", "POST /api/v1/plans/$plan/quota", 404, "not-found"),
    ("a year that is no number in a list", "jihua", "GET /api/v1/plans?year=soon", 400,
     "invalid-input"),
    ("a cap twice with another number", "juzhang", CAPS, 422, "cap-already-published",
     {"region": "230102", "year": "$year", "visits": 5, "source": "合成"}),
    ("a cap of none", "juzhang", CAPS, 400, "invalid-input",
     {"region": "230102", "year": 2026, "visits": 0, "source": "合成"}),
    ("a cap for another county", "waixian", CAPS, 404, "not-found",
     {"region": "230102", "year": 2027, "visits": 5, "source": "合成"}),
    ("a task of another plan's quota", "jihua", "POST /api/v1/tasks", 404, "not-found",
     task(plan="$plan_draft")),
    ("a task outside of the plan's window", "jihua", "POST /api/v1/tasks", 422, "window-outside",
     task(window_until="2099-12-31")),
    ("another county's task", "linqu", "POST /api/v1/tasks", 404, "not-found", task()),
    ("the same task key with other content", "jihua", "POST /api/v1/tasks", 422,
     "idempotency-key-reused", task(title="另一任务"),
     Rest(first=task(), headers={"Idempotency-Key": "t"})),
)

ANNOUNCED = rows(
    "announced",
    ("a quota used twice", "jihua", "POST /api/v1/tasks", 409, "quota-used", task()),
    ("neither sources nor a witness", "jihua", DRAW, 400, "malformed", {}),
    ("sources and a witness", "jihua", DRAW, 400, "malformed",
     {"sources": PAST, "witness": {"organisation": "司法局", "name": "甲（合成）"}}),
    ("randomness that is known already", "jihua", DRAW, 422, "source-before-announcement",
     {"sources": PAST}),
    ("a source without a day", "jihua", DRAW, 422, "source-before-announcement",
     {"sources": [{"name": "大乐透前区", "numbers": 5}]}),
    ("no source at all", "jihua", DRAW, 422, "wrong-shape", {"sources": []}),
    ("a source of minus one number", "jihua", DRAW, 422, "bad-count",
     {"sources": [{"name": "大乐透前区", "date": "$window_until", "numbers": -1}]}),
    ("a source of 1e9 numbers", "jihua", DRAW, 422, "bad-count",
     {"sources": [{"name": "大乐透前区", "date": "$window_until", "numbers": 10**9}]}),
    ("a source of a number and a half", "jihua", DRAW, 422, "bad-count",
     {"sources": [{"name": "大乐透前区", "date": "$window_until", "numbers": 1.5}]}),
    ("a source with a NUL in its name", "jihua", DRAW, 422, "text-rules",
     {"sources": [{"name": "大\0乐透", "date": "$window_until", "numbers": 5}]}),
    ("sources that are no objects", "jihua", DRAW, 400, "invalid-input", {"sources": ["x"]}),
    ("announcing twice", "jihua", "POST /api/v1/tasks/$task/draw", 409, "draw-standing",
     {"sources": [{"name": "大乐透前区", "date": "$window_until", "numbers": 5}]}),
    ("another county announces", "linqu", DRAW, 404, "not-found",
     {"sources": [{"name": "大乐透前区", "date": "$window_until", "numbers": 5}]}),
    ("visits before the draw", "jihua", "POST /api/v1/tasks/$task/visits", 422, "task-not-drawn"),
    ("randomness before its day", "jihua", RANDOM, 422, "randomness-too-early", values()),
    ("the sealed view by who draws", "jihua", "GET /api/v1/draws/$draw/views/sealed", 403,
     "view-sealed"),
    ("the open view before the visits", "jihua", "GET /api/v1/draws/$draw/views/public-after", 422,
     "draw-not-over"),
    ("a view that is none", "jihua", "GET /api/v1/draws/$draw/views/secret", 404, "not-found"),
    ("the bundle by another role", "kezhang", "GET /api/v1/draws/$draw/bundle", 403, "forbidden"),
    ("another county's bundle", "waixian", "GET /api/v1/draws/$draw/bundle", 404, "not-found"),
    ("the public asks for a bundle not yet published", "", "GET /api/v1/public/draws/$draw/bundle",
     404, "not-found"),
    ("the public asks by an id that is none", "", "GET /api/v1/public/draws/draw/bundle", 404,
     "not-found"),
    ("another county voids the draw", "waixian", "POST /api/v1/draws/$draw/void", 404, "not-found",
     {"reason": "x"}),
    ("voiding without a reason", "juzhang", "POST /api/v1/draws/$draw/void", 400, "invalid-input",
     {"reason": " "}),
)

DRAWING = rows(
    "drawing_day",
    ("a number too few", "jihua", RANDOM, 422, "numbers-count", values(排列5=[7, 0, 2, 2])),
    ("a number too many", "jihua", RANDOM, 422, "numbers-count", values(大乐透后区=[4, 9, 1])),
    ("a number with a fraction", "jihua", RANDOM, 422, "bad-count", values(大乐透后区=[4.5, 9])),
    ("a negative number", "jihua", RANDOM, 422, "bad-count", values(大乐透后区=[-4, 9])),
    ("a number as big as the sky", "jihua", RANDOM, 422, "bad-count",
     values(大乐透后区=[10**30, 9])),
    ("true for a number", "jihua", RANDOM, 422, "bad-count", values(大乐透后区=[True, 9])),
    ("a text for the numbers", "jihua", RANDOM, 422, "numbers-count", values(排列5="70228")),
    ("a source left out", "jihua", RANDOM, 422, "source-missing", values(排列5=None)),
    ("a source nobody announced", "jihua", RANDOM, 422, "source-unknown", values(福彩3D=[1, 2, 3])),
    ("no randomness", "jihua", RANDOM, 400, "invalid-input", {"sources": []}),
    ("NaN for a number", "jihua", RANDOM, 400, "malformed",
     b'{"sources": [{"name": "x", "numbers": [NaN]}]}'),
    ("randomness by another role", "kezhang", RANDOM, 403, "forbidden", values()),
    ("randomness from another county", "linqu", RANDOM, 404, "not-found", values()),
    ("the next iteration before the first", "jihua", "POST /api/v1/draws/$draw/next-iteration", 409,
     "draw-state"),
)

DRAWN = rows(
    "drawn",
    ("other numbers afterwards", "jihua", RANDOM, 409, "randomness-differs",
     values(大乐透前区=[1, 2, 3, 4, 5])),
    ("the same randomness key with other numbers", "jihua", RANDOM, 422, "idempotency-key-reused",
     values(大乐透前区=[1, 2, 3, 4, 5]), Rest(first=values(), headers={"Idempotency-Key": "r"})),
    ("a home that was not drawn is declared", "jihua",
     "POST /api/v1/draws/$draw/declare-unavailable", 422, "label-unknown",
     {"label": "- 01 没有这家", "reason": "停业", "document": "合成1号"}),
    ("a declaration without its document", "jihua", "POST /api/v1/draws/$draw/declare-unavailable",
     400, "invalid-input", {"label": "x", "reason": "停业"}),
    ("declaring and confirming by one person", "duomian",
     "POST /api/v1/draws/$draw/confirm-unavailable", 422, "second-person-wanted",
     {"label": "$label"}, Rest(ready=declared)),
    ("another county confirms", "waixian", "POST /api/v1/draws/$draw/confirm-unavailable", 404,
     "not-found", {"label": "x"}),
    ("a substitute although nothing was declared", "jihua",
     "POST /api/v1/draws/$draw/next-iteration", 422, "nothing-declared"),
    ("finishing before the visits", "jihua", "POST /api/v1/draws/$draw/finish", 422,
     "visits-not-over"),
    ("another county makes the visits", "linqu", "POST /api/v1/tasks/$task/visits", 404,
     "not-found"),
)
# fmt: on

ROWS = [*PLANNED, *ANNOUNCED, *DRAWING, *DRAWN]
