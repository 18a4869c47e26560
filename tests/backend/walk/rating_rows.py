"""Rounds, applications, assessors, the committee, notices, reviews, levels (等级评定)."""

from __future__ import annotations

from typing import Any

from tests.backend.walk.rows import Rest, rows

NOBODY = "00000000-0000-7000-8000-000000000000"
ROUNDS = "POST /api/v1/rounds"
ROUND = "POST /api/v1/rounds/$round"
APPLY = "POST /api/v1/applications"
ONE = "POST /api/v1/applications/$application"
LEVEL = "POST /api/v1/levels/$level"
REMOVAL = f"{LEVEL}/removals/$removal"
REASON = {"reason": "合成理由"}
WORDS = {"words": "合成内容"}


def round_(**other: Any) -> dict[str, Any]:
    """A good round but for what is said."""
    told = {"region": "230102", "title": "第二批（合成）", "checklist": "$rating_list"}
    return {**told, "window_from": "$today", "window_until": "2099-01-01", **other}


def application(**other: Any) -> dict[str, Any]:
    """A good draft but for what is said."""
    return {"round": "$round", "site": "$home", "applied_for": "1", **other}


def window(**other: Any) -> dict[str, Any]:
    """A good window of a visit but for what is said."""
    return {"window_from": "$today", "window_until": "$today", **other}


def removal(**other: Any) -> dict[str, Any]:
    """A good removal but for what is said."""
    return {"kind": "revoke", "grounds": "合成事由", "clause": "合成条款", **other}


# fmt: off
APPLYING = rows(
    "applying",
    ("a round on a list of an inspection", "jihua", ROUNDS, 422, "checklist-not-for-rating",
     round_(checklist="$checklist")),
    ("a round on a list with gaps", "jihua", ROUNDS, 422, "checklist-incomplete",
     round_(checklist="$gaps_list")),
    ("a demonstration that does not say so", "jihua", ROUNDS, 422, "demonstration-not-said",
     round_(checklist="$demo_list")),
    ("a real list called a demonstration", "jihua", ROUNDS, 422, "demonstration-not-said",
     round_(demonstration=True)),
    ("a round on a list nobody knows", "jihua", ROUNDS, 404, "not-found",
     round_(checklist=NOBODY)),
    ("a window that ends before it begins", "jihua", ROUNDS, 422, "round-days-wrong",
     round_(window_until="2020-01-01")),
    ("a window that began yesterday", "jihua", ROUNDS, 422, "round-days-wrong",
     round_(window_from="2020-01-01")),
    ("a window on a day that is none", "jihua", ROUNDS, 400, "invalid-input",
     round_(window_from="2026-02-30")),
    ("a round for another county", "jihua", ROUNDS, 404, "not-found", round_(region="230103")),
    ("a round announced by a home", "shenqing", ROUNDS, 403, "forbidden", round_()),
    ("an application in a round nobody knows", "shenqing", APPLY, 404, "not-found",
     application(round=NOBODY)),
    ("an application for another's home", "shenqing", APPLY, 404, "not-found",
     application(site="$site")),
    ("an application from outside of the round", "yuanyuan", APPLY, 422, "site-outside-round",
     application(site="$far_home")),
    ("an application for nine stars", "shenqing", APPLY, 422, "rating-level-unknown",
     application(applied_for="9")),
    ("an application by the office", "kezhang", APPLY, 403, "forbidden", application()),
    ("a self-assessment of an item nobody knows", "shenqing", f"{ONE}/self-assessment", 400,
     "self-assessment-malformed", {"answers": {"no.such": "yes"}, "facts": {}}),
    ("a self-assessment with an answer nobody offers", "shenqing", f"{ONE}/self-assessment", 400,
     "self-assessment-malformed", {"answers": {"exit": "perhaps"}, "facts": {}}),
    ("a self-assessment that is a list", "shenqing", f"{ONE}/self-assessment", 400,
     "invalid-input", {"answers": ["yes"], "facts": {}}),
    ("a self-assessment by another home", "yuanyuan", f"{ONE}/self-assessment", 404, "not-found",
     {"answers": {}, "facts": {}}),
    ("handing in without a self-assessment", "shenqing", f"{ONE}/submit", 422,
     "self-assessment-incomplete"),
    ("handing in what moved on", "shenqing", f"{ONE}/submit", 409, "version-conflict",
     {"seen_version": 99}),
    ("withdrawing without a reason", "shenqing", f"{ONE}/withdraw", 400, "invalid-input",
     {"reason": ""}),
    ("accepting what was not handed in", "kezhang", f"{ONE}/accept", 404, "not-found"),
)

SUBMITTED = rows(
    "submitted",
    ("a second application beside the running one", "shenqing", APPLY, 409, "application-running",
     application()),
    ("a self-assessment after handing in", "shenqing", f"{ONE}/self-assessment", 422,
     "rating-wrong-state", {"answers": {}, "facts": {}}),
    ("accepting a home with five beds", "kezhang", "POST /api/v1/applications/$barred/accept", 422,
     "not-eligible"),
    ("refusing without a ground", "kezhang", f"{ONE}/refuse", 422, "refusal-without-ground",
     REASON),
    ("refusing without a reason", "kezhang", "POST /api/v1/applications/$barred/refuse", 400,
     "invalid-input", {"reason": ""}),
    ("accepting without the role", "jihua", f"{ONE}/accept", 403, "forbidden"),
    ("accepting from another county", "waixian", f"{ONE}/accept", 404, "not-found"),
    ("an application nobody knows", "kezhang", f"POST /api/v1/applications/{NOBODY}/accept", 404,
     "not-found"),
    ("drawing assessors when nobody was accepted", "jihua", f"{ROUND}/draw", 422,
     "no-assessors-to-draw", {"until": "2099-01-01"}),
    ("ending a round with applications under way", "jihua", f"{ROUND}/finish", 422,
     "rating-wrong-state"),
)

ACCEPTED = rows(
    "accepted",
    ("a visit without drawn assessors", "jihua", f"{ONE}/assessment", 422, "assessors-not-drawn",
     window()),
    ("a draw for visits of last year", "jihua", f"{ROUND}/draw", 422, "round-days-wrong",
     {"until": "2020-01-01"}),
    ("a draw by a home", "shenqing", f"{ROUND}/draw", 403, "forbidden", {"until": "2099-01-01"}),
    ("a draw of another county's round", "waixian", f"{ROUND}/draw", 404, "not-found",
     {"until": "2099-01-01"}),
    ("a witness without a name", "jihua", f"{ROUND}/draw", 400, "invalid-input",
     {"until": "2099-01-01", "witness": {"organisation": "司法局"}}),
)

TEAM = rows(
    "team_drawn",
    ("a visit that ends before it begins", "jihua", f"{ONE}/assessment", 400, "invalid-input",
     window(window_until="2020-01-01")),
    ("a chapter nobody knows", "jihua", f"{ONE}/assessment", 422, "chapter-unknown",
     window(chapters=[{"id": "no-such", "officer": "$on_duty"}])),
    ("replacing who was not drawn", "jihua", f"{ONE}/replace-assessor", 422, "assessor-not-on-duty",
     {"officer": "$idle_assessor", **REASON}),
    ("replacing without a reason", "jihua", f"{ONE}/replace-assessor", 400, "invalid-input",
     {"officer": "$on_duty", "reason": ""}),
    ("voiding an assessment that is not planned", "juzhang", f"{ONE}/void-assessment", 422,
     "rating-wrong-state", REASON),
    ("feedback before the visit", "kezhang", f"{ONE}/feedback", 422, "rating-wrong-state"),
    ("a vote before the visit", "weiyuan", f"{ONE}/votes", 404, "not-found", {"level": "1"}),
)

SCORED = rows(
    "scored",
    ("answering feedback that was not sent", "shenqing", f"{ONE}/feedback/answer", 422,
     "rating-wrong-state", {"agrees": True}),
    ("a vote before the home was heard", "weiyuan", f"{ONE}/votes", 422, "feedback-pending",
     {"level": "1"}),
    ("withdrawing what was assessed", "shenqing", f"{ONE}/withdraw", 422, "rating-wrong-state",
     REASON),
    ("confirming without vote and notice", "juzhang", f"{ONE}/confirm", 422, "rating-wrong-state"),
)

HEARD = rows(
    "heard",
    ("another answer to the feedback", "shenqing", f"{ONE}/feedback/answer", 409,
     "feedback-answered", {"agrees": False, "words": "不同意（合成）"}),
    ("a vote above the assessed level", "weiyuan", f"{ONE}/votes", 422, "vote-not-offered",
     {"level": "5"}),
    ("a vote against it without a reason", "weiyuan", f"{ONE}/votes", 422, "rating-reason-wanted",
     {"level": ""}),
    ("a vote by the office", "kezhang", f"{ONE}/votes", 403, "forbidden", {"level": "1"}),
    ("a vote by the home", "shenqing", f"{ONE}/votes", 403, "forbidden", {"level": "1"}),
    ("counting before anybody voted", "kezhang", f"{ONE}/close-vote", 422, "quorum-missing"),
    ("a notice before the vote", "gongshi", f"{ONE}/notice", 422, "rating-wrong-state"),
)

VOTED = rows(
    "voted",
    ("a vote after the count", "weiyuan", f"{ONE}/votes", 422, "rating-wrong-state",
     {"level": "1"}),
    ("a notice by the head alone", "kezhang", f"{ONE}/notice", 403, "forbidden"),
    ("no level where the committee gave one", "juzhang", f"{ONE}/fail", 422, "rating-wrong-state",
     REASON),
    ("an objection before the notice", "kezhang", f"{ONE}/objections", 422, "rating-wrong-state",
     WORDS),
    ("a review before the notice", "shenqing", f"{ONE}/reviews", 422, "rating-wrong-state", WORDS),
)

NOTICED = rows(
    "noticed",
    ("confirming while the notice runs", "juzhang", f"{ONE}/confirm", 422, "notice-running"),
    ("an objection without words", "kezhang", f"{ONE}/objections", 400, "invalid-input",
     {"words": ""}),
    ("an objection nobody knows", "kezhang", f"{ONE}/objections/{NOBODY}/answer", 404, "not-found",
     {"answer": "合成"}),
    ("an objection answered by a home", "shenqing", f"{ONE}/objections/$objection/answer", 403,
     "forbidden", {"answer": "合成"}),
    ("a review asked for by another home", "yuanyuan", f"{ONE}/reviews", 404, "not-found", WORDS),
)

REVIEWED = rows(
    "reviewed",
    ("an objection answered twice, otherwise", "kezhang", f"{ONE}/objections/$objection/answer",
     422, "rating-wrong-state", {"answer": "另一答复（合成）"}),
    ("a review answered twice, otherwise", "kezhang", f"{ONE}/reviews/$review/answer", 422,
     "rating-wrong-state", {"outcome": "granted", "answer": "改判（合成）"}),
    ("an outcome of a review that is none", "kezhang", f"{ONE}/reviews/$review/answer", 400,
     "invalid-input", {"outcome": "perhaps", "answer": "合成"}),
    ("confirming before the days of an appeal", "juzhang", f"{ONE}/confirm", 422, "notice-running"),
)

RATED = rows(
    "rated",
    ("a review after the confirmation", "shenqing", f"{ONE}/reviews", 422, "rating-wrong-state",
     WORDS),
    ("suspending without a reason", "juzhang", f"{LEVEL}/suspend", 400, "invalid-input",
     {"reason": " "}),
    ("suspending by the reviewer", "kezhang", f"{LEVEL}/suspend", 403, "forbidden", REASON),
    ("suspending from another county", "waixian", f"{LEVEL}/suspend", 404, "not-found", REASON),
    ("suspending what moved on", "juzhang", f"{LEVEL}/suspend", 409, "version-conflict",
     {**REASON, "seen_version": 99}),
    ("a second removal beside the open one", "kezhang", f"{LEVEL}/removals", 409, "removal-open",
     removal()),
    ("a removal of a kind that is none", "kezhang", f"{LEVEL}/removals", 400, "invalid-input",
     removal(kind="burn")),
    ("deciding before the home could speak", "juzhang", f"{REMOVAL}/decide", 422,
     "hearing-running", {"outcome": "imposed", **REASON}),
    ("speaking for another home", "yuanyuan", f"{REMOVAL}/state", 404, "not-found", WORDS),
    ("a removal nobody knows", "juzhang", f"{LEVEL}/removals/{NOBODY}/decide", 404, "not-found",
     {"outcome": "dropped", **REASON}),
    ("the same key of a suspension with another reason", "juzhang", f"{LEVEL}/suspend", 422,
     "idempotency-key-reused", {"reason": "另一理由"},
     Rest(first=REASON, headers={"Idempotency-Key": "s"})),
)

SUSPENDED = rows(
    "suspended",
    ("restoring without a reason", "juzhang", f"{LEVEL}/restore", 400, "invalid-input",
     {"reason": ""}),
    ("restoring by the home", "shenqing", f"{LEVEL}/restore", 403, "forbidden", REASON),
)
# fmt: on

ROWS = [
    *APPLYING,
    *SUBMITTED,
    *ACCEPTED,
    *TEAM,
    *SCORED,
    *HEARD,
    *VOTED,
    *NOTICED,
    *REVIEWED,
    *RATED,
    *SUSPENDED,
]
