"""Who may open the pages of ratings and levels (等级评定); rows are the selectors' business."""

from backend.accounts.access import Row, only
from backend.accounts.roles import OFFICE, Role

WORKERS = only(*OFFICE)
RATERS = only(*OFFICE, Role.COMMITTEE)  # the committee enters these pages and no others
PLANS = (Role.SCHEDULER, Role.HEAD)
EXAMINES = (Role.REVIEWER, Role.HEAD)
TAKES_OBJECTIONS = (Role.INTAKE, Role.REVIEWER)
DECIDES = (Role.HEAD,)
POSTS = (Role.PUBLISHER,)
VOTES = (Role.COMMITTEE,)

ROWS: dict[str, Row] = {
    "office-rounds": RATERS,
    "office-round": RATERS,
    "office-announce-round": only(*PLANS),
    "office-draw-assessors": only(*PLANS),
    "office-enter-draw-values": only(Role.SCHEDULER),
    "office-finish-round": only(*PLANS),
    "office-applications": RATERS,
    "office-applications-csv": WORKERS,
    "office-applications-xlsx": WORKERS,
    "office-application": RATERS,
    "office-application-result": RATERS,
    "office-check-application": only(*EXAMINES),
    "office-accept-application": only(*EXAMINES),
    "office-refuse-application": only(*EXAMINES),
    "office-replace-assessor": only(*PLANS),
    "office-plan-assessment": only(*PLANS),
    "office-void-assessment": only(*DECIDES),
    "office-send-feedback": only(*EXAMINES),
    "office-ballot": only(*VOTES),
    "office-cast-vote": only(*VOTES),
    "office-close-vote": only(*EXAMINES),
    "office-post-notice": only(*POSTS),
    "office-take-objection": only(*TAKES_OBJECTIONS),
    "office-answer-objection": only(*EXAMINES),
    "office-answer-review": only(*EXAMINES),
    "office-confirm": only(*DECIDES),
    "office-confirm-level": only(*DECIDES),
    "office-fail-application": only(*DECIDES),
    "office-levels": WORKERS,
    "office-levels-csv": WORKERS,
    "office-levels-xlsx": WORKERS,
    "office-level": WORKERS,
    "office-suspend-level": only(*DECIDES),
    "office-restore-level": only(*DECIDES),
    "office-propose-removal": only(*EXAMINES),
    "office-decide-removal": only(*DECIDES),
}
