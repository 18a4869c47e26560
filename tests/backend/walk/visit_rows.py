"""Visits: planned by hand, approved, notified, scanned in, their packages."""

from __future__ import annotations

import json
from typing import Any

from tests.backend.walk.conftest import Stage
from tests.backend.walk.rows import Rest, rows

VISITS = "POST /api/v1/visits"
NOBODY = "00000000-0000-7000-8000-000000000000"
SEEN = {"seen_version": 1}


def wish(**other: Any) -> dict[str, Any]:
    """A good visit of hand but for what is said."""
    good = {
        "nature": "case",
        "site": "$site",
        "checklist": "$checklist",
        "purpose": "核查线索（合成）",
        "brief": {"clue": "来信（合成）"},
        "officers": [{"officer": "$officer_jiancha1", "is_lead": True},
                     {"officer": "$officer_jiancha2"}],
        "window_from": "$window_from",
        "window_until": "$window_until",
    }  # fmt: skip
    return {**good, **other}


def half(stage: Stage) -> Any:
    """Send half of a character, as no JSON writer of ours would."""
    body = json.dumps(stage.fill(wish(brief={"clue": "\ud800"}))).encode()
    return stage.client("jihua").generic("POST", "/api/v1/visits", body, "application/json")


def step(visit: str, verb: str) -> str:
    """Call a step of a visit."""
    return f"POST /api/v1/visits/${visit}/{verb}"


# fmt: off
PLANNED = rows(
    "visits",
    ("a star for an inspection: asked for", "jihua", VISITS, 422, "inspection-has-no-level",
     wish(applied_for="3")),
    ("a star for a routine inspection: asked for in words", "jihua", VISITS, 422,
     "inspection-has-no-level", wish(nature="routine", applied_for="三星")),
    ("a star for an inspection: by a rating's checklist", "jihua", VISITS, 422,
     "nature-checklist-mismatch", wish(checklist="$draft")),
    ("a star for an inspection: a rating with an inspection's checklist", "jihua", VISITS, 422,
     "nature-checklist-mismatch", wish(nature="rating", applied_for="3")),
    ("a star for an inspection: by a level of its own", "jihua",
     "POST /api/v1/visits/$visit1/level", 404, "not-found", {"level": "3"}),
    ("a star for an inspection: written into the visit", "jihua", "PATCH /api/v1/visits/$visit1",
     405, "method-not-allowed", {"level": "3"}),
    ("an unpublished checklist", "jihua", VISITS, 422, "checklist-not-published",
     wish(checklist="$proposed")),
    ("one officer alone", "jihua", VISITS, 422, "too-few-officers",
     wish(officers=[{"officer": "$officer_jiancha1"}])),
    ("one officer named twice", "jihua", VISITS, 422, "too-few-officers",
     wish(officers=[{"officer": "$officer_jiancha1"}] * 2)),
    ("no officer", "jihua", VISITS, 422, "too-few-officers", wish(officers=[])),
    ("an officer nobody knows", "jihua", VISITS, 404, "not-found",
     wish(officers=[{"officer": NOBODY}, {"officer": "$officer_jiancha1"}])),
    ("an officer with an interest in the home", "jihua", VISITS, 422, "officer-recused",
     wish(site="$unfiled", officers=[{"officer": "$officer_jiancha4"},
          {"officer": "$officer_jiancha1"}])),
    ("a case without its clue", "jihua", VISITS, 422, "clue-missing", wish(brief={})),
    ("an unknown nature", "jihua", VISITS, 400, "invalid-input", wish(nature="raid")),
    ("a window that ends before it begins", "jihua", VISITS, 400, "invalid-input",
     wish(window_until="2020-01-01")),
    ("a home nobody knows", "jihua", VISITS, 404, "not-found", wish(site=NOBODY)),
    ("another county's home", "linqu", VISITS, 404, "not-found", wish()),
    ("by another role", "kezhang", VISITS, 403, "forbidden", wish()),
    ("a NUL in the brief", "jihua", VISITS, 400, "not-storable", wish(brief={"clue": "线\0索"})),
    ("half a surrogate pair in the brief", "jihua", VISITS, 400, "not-storable", Rest(how=half)),
    ("endorsing before the proposal", "kezhang", step("untouched", "endorse"), 422,
     "approval-out-of-order", SEEN),
    ("approving before the section", "juzhang", step("untouched", "approve"), 422,
     "approval-out-of-order", SEEN),
    ("endorsing one's own proposal", "duomian", step("self_proposed", "endorse"), 422,
     "approval-same-person", {"seen_version": 2}),
    ("proposing twice", "duomian", step("self_proposed", "propose"), 422, "approval-out-of-order",
     {"seen_version": 2}),
    ("a stale version", "kezhang", step("self_proposed", "endorse"), 409, "version-conflict",
     {"seen_version": 77}),
    ("no version", "kezhang", step("self_proposed", "endorse"), 400, "invalid-input", {}),
    ("a version as big as the sky", "kezhang", step("self_proposed", "endorse"), 409,
     "version-conflict", {"seen_version": 10**30}),
    ("a version of true", "kezhang", step("self_proposed", "endorse"), 400, "invalid-input",
     {"seen_version": {"is": True}}),
    ("approving without the role", "kezhang", step("self_proposed", "approve"), 403, "forbidden",
     SEEN),
    ("another county's head approves", "waixian", step("self_proposed", "approve"), 404,
     "not-found", SEEN),
    ("notifying before the approval", "jihua", step("untouched", "notify"), 422,
     "visit-wrong-state", {**SEEN, "earliest_on": "$window_until"}),
    ("an emergency without a reason", "juzhang", step("untouched", "start-in-emergency"), 400,
     "invalid-input", {**SEEN, "reason": ""}),
    ("scanning in before the approval", "duomian", step("self_proposed", "scan-in"), 403,
     "forbidden", {"reason": "x"}),
    ("another county reads a visit", "linqu", "GET /api/v1/visits/$visit1", 404, "not-found"),
    ("a state that is none", "jihua", "GET /api/v1/visits?state=starred", 400, "invalid-input"),
    ("a region with SQL in it", "jihua", "GET /api/v1/visits?region=1'%20OR%201=1--", 400,
     "invalid-input"),
    ("a nature with a NUL", "jihua", "GET /api/v1/visits?nature=%00", 400, "invalid-input"),
    ("a cursor to no id", "jihua", "GET /api/v1/visits?cursor=cD0nJyc%3D", 404, "not-found"),
    ("a very long query", "jihua", f"GET /api/v1/visits?nature={'x' * 9000}", 400, "invalid-input"),
)

NOTIFIED = rows(
    "notified",
    ("a notice on the day itself", "jihua", step("approved", "notify"), 422, "day-outside-window",
     {"seen_version": "$approved_version", "earliest_on": "2020-01-01"}),
    ("a notice too late", "jihua", step("approved", "notify"), 422, "notice-too-short",
     {"seen_version": "$approved_version", "earliest_on": "$today"}),
    ("a notice twice", "jihua", step("visit1", "notify"), 422, "visit-wrong-state",
     {"seen_version": "$visit1_version", "earliest_on": "$window_until"}),
    ("a notice by another role", "juzhang", step("approved", "notify"), 403, "forbidden",
     {**SEEN, "earliest_on": "$window_until"}),
    ("another county's notice", "linqu", step("approved", "notify"), 404, "not-found",
     {**SEEN, "earliest_on": "$window_until"}),
    ("approving twice", "juzhang", step("visit1", "approve"), 422, "approval-out-of-order",
     {"seen_version": "$visit1_version"}),
    ("the same approval key with other content", "jihua", step("approved", "notify"), 422,
     "idempotency-key-reused",
     {"seen_version": "$approved_version", "earliest_on": "$today", "reason": "急"},
     Rest(first={"seen_version": "$approved_version", "earliest_on": "$window_until"},
          headers={"Idempotency-Key": "n"})),
    ("at the door with neither code nor reason", "lead1", step("visit1", "scan-in"), 422,
     "entry-code-or-reason", {}),
    ("at the door with code and reason", "lead1", step("visit1", "scan-in"), 422,
     "entry-code-or-reason",
     {"task_code": "RW-1", "scanned_at": "2026-11-22T09:00:00+08:00", "reason": "断网"}),
    ("a code without its time", "lead1", step("visit1", "scan-in"), 422, "entry-code-or-reason",
     {"task_code": "RW-1"}),
    ("a time that is none", "lead1", step("visit1", "scan-in"), 400, "invalid-input",
     {"task_code": "RW-1", "scanned_at": "soon"}),
    ("too long a code", "lead1", step("visit1", "scan-in"), 400, "invalid-input",
     {"task_code": "R" * 121, "scanned_at": "2026-11-22T09:00:00+08:00"}),
    ("at the door as no officer of the visit", "duomian", step("visit1", "scan-in"), 403,
     "forbidden", {"reason": "x"}),
    ("at the door from another county", "linqu", step("visit1", "scan-in"), 404, "not-found",
     {"reason": "x"}),
    ("a package without a tablet", "lead1", "GET /api/v1/visits/$visit1/package", 403, "forbidden"),
    ("a package for a tablet that is none", "lead1", "GET /api/v1/visits/$visit1/package", 403,
     "forbidden", Rest(headers={"Xingjian-Device": NOBODY})),
    ("a package for somebody who does not go", "duomian", "GET /api/v1/visits/$visit1/package", 403,
     "forbidden"),
    ("lending an officer of nowhere", "jihua", step("visit1", "lend-officer"), 404, "not-found",
     {"seen_version": "$visit1_version", "officer": NOBODY, "reason": "x"}),
    ("handing over to a stranger", "jihua", step("visit1", "hand-over"), 422,
     "officer-not-on-visit",
     {"seen_version": "$visit1_version", "to_officer": "$officer5", "reason": "x"}),
    ("cancelling from another county", "waixian", step("visit1", "cancel"), 404, "not-found",
     {**SEEN, "reason": "x"}),
)
# fmt: on

ROWS = [*PLANNED, *NOTIFIED]
