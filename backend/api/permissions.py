"""The permission table of the API: one row a route; a route without a row is refused.

Tablets call with their officer's token and their own signature, which `sync` checks.
"""

from typing import TYPE_CHECKING

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from backend.accounts.access import PUBLIC, SIGNED_IN, Row, only
from backend.accounts.roles import OFFICE, Role

if TYPE_CHECKING:  # REST framework imports this module while it imports its own views
    from rest_framework.views import APIView

R = Role
OFFICE_ROW = Row(roles=frozenset(OFFICE))
OFFICE_AND_HOME = Row(roles=frozenset(OFFICE) | {R.HOME_MANAGER})
RATING = Row(roles=frozenset(OFFICE) | {R.HOME_MANAGER, R.COMMITTEE})
FIELD = only(R.INSPECTOR, R.ASSESSOR)

ROWS: dict[str, Row] = {
    # the house
    "token-obtain": PUBLIC,
    "token-refresh": PUBLIC,
    "token-end": PUBLIC,  # the refresh token is the key
    "problem-catalogue": PUBLIC,
    "schema": PUBLIC,
    "schema-page": PUBLIC,
    "health": PUBLIC,
    "me": SIGNED_IN,
    "create-person": only(R.PLATFORM_ADMIN),
    "grant-role": only(R.PLATFORM_ADMIN),
    "end-sessions": only(R.PLATFORM_ADMIN),
    "end-grant": only(R.PLATFORM_ADMIN),
    "block-person": only(R.PLATFORM_ADMIN),
    "unblock-person": only(R.PLATFORM_ADMIN),
    "make-enrolment-code": only(R.REGISTRAR, R.PLATFORM_ADMIN),
    "enrol-device": PUBLIC,  # the one-time code is the key
    "office-key": PUBLIC,
    "revoke-device": only(R.REGISTRAR, R.PLATFORM_ADMIN),
    "ask-reset": PUBLIC,  # the tablet's signature is the key
    "reset": PUBLIC,  # the tablet's signature is the key
    "grant-reset": only(R.REGISTRAR, R.PLATFORM_ADMIN),
    "refuse-reset": only(R.REGISTRAR, R.PLATFORM_ADMIN),
    "advance-clock": only(R.PLATFORM_ADMIN),
    "operation-log": only(R.AUDITOR, R.SUPERVISION),
    "failed-deliveries": only(R.PLATFORM_ADMIN),
    "retry-delivery": only(R.PLATFORM_ADMIN),
    # registers
    "site-import-template": only(R.REGISTRAR),
    "import-sites": only(R.REGISTRAR),
    "site-imports": only(R.REGISTRAR),
    "site-import": only(R.REGISTRAR),
    "apply-site-import": only(R.REGISTRAR),
    "list-sites": OFFICE_ROW,
    "site": OFFICE_AND_HOME,
    "add-officer": only(R.REGISTRAR),
    "list-officers": OFFICE_ROW,
    "declare-interest": only(R.REGISTRAR),
    "record-assessor-year": only(R.REGISTRAR),
    "appoint-home-manager": only(R.REGISTRAR),
    "appoint-site-manager": only(R.REGISTRAR),
    # standards
    "load-checklist": only(R.REGISTRAR),
    "propose-checklist": only(R.REGISTRAR),
    "publish-checklist": only(R.REVIEWER, R.HEAD, R.PUBLISHER),
    "list-checklists": SIGNED_IN,
    "checklist": SIGNED_IN,
    "checklist-bundle": SIGNED_IN,
    # planning and draws
    "create-plan": only(R.SCHEDULER),
    "list-plans": OFFICE_ROW,
    "plan": OFFICE_ROW,
    "submit-plan": only(R.SCHEDULER),
    "approve-plan": only(R.HEAD),
    "publish-plan": only(R.SCHEDULER, R.PUBLISHER),
    "compute-quota": only(R.SCHEDULER),
    "create-task": only(R.SCHEDULER),
    "list-tasks": OFFICE_ROW,
    "task": OFFICE_ROW,
    "announce-draw": only(R.SCHEDULER),
    "create-visits": only(R.SCHEDULER),
    "enter-randomness": only(R.SCHEDULER),
    "declare-unavailable": only(R.SCHEDULER),
    "confirm-unavailable": only(R.SCHEDULER, R.REVIEWER, R.HEAD),
    "next-iteration": only(R.SCHEDULER),
    "finish-draw": only(R.SCHEDULER),
    "void-draw": only(R.HEAD),
    "draw": OFFICE_ROW,
    "draw-view": OFFICE_ROW,
    "draw-bundle": only(R.SCHEDULER, R.AUDITOR, R.SUPERVISION),
    # inspections
    "publish-cap": only(R.HEAD),
    "list-visits": OFFICE_AND_HOME,
    "plan-visit": only(R.SCHEDULER, R.HEAD),
    "visit": OFFICE_AND_HOME,
    "propose-visit": only(R.INSPECTOR, R.SCHEDULER),
    "endorse-visit": only(R.REVIEWER),
    "approve-visit": only(R.HEAD),
    "return-visit": only(R.REVIEWER, R.HEAD),
    "start-in-emergency": only(R.HEAD),
    "notify-visit": only(R.SCHEDULER),
    "scan-in": FIELD,
    "lend-officer": only(R.SCHEDULER, R.HEAD),
    "hand-over-visit": only(R.SCHEDULER, R.HEAD),
    "cancel-visit": only(R.SCHEDULER, R.HEAD),
    "visit-package": FIELD,
    "visit-findings": OFFICE_AND_HOME,
    "keep-officer-key": FIELD,
    "list-emergency-contacts": OFFICE_ROW,
    "add-emergency-contact": only(R.REGISTRAR, R.PLATFORM_ADMIN),
    "withdraw-emergency-contact": only(R.REGISTRAR, R.PLATFORM_ADMIN),
    # sync
    "sync-push": FIELD,
    "sync-pull": FIELD,
    "sync-escrow": PUBLIC,  # the tablet's signature is the key
    "open-escrow": only(R.PLATFORM_ADMIN),
    "import-journal": only(R.REGISTRAR, R.PLATFORM_ADMIN),
    "upload-create": FIELD,
    "upload": FIELD,
    "quarantine": only(R.PLATFORM_ADMIN),
    "retry-quarantined": only(R.PLATFORM_ADMIN),
    # corrections and papers
    "orders": OFFICE_AND_HOME,
    "order": OFFICE_AND_HOME,
    "issue-order": only(R.HEAD),
    "order-file": OFFICE_AND_HOME,
    "serve-order": only(R.INSPECTOR),
    "confirm-order-service": only(R.HEAD),
    "extend-order": only(R.HEAD),
    "answer-order": only(R.HOME_MANAGER),
    "recheck-order": only(R.INSPECTOR),
    "close-order": only(R.REVIEWER, R.HEAD),
    "papers-of": OFFICE_AND_HOME,
    "paper": OFFICE_AND_HOME,
    "paper-file": OFFICE_AND_HOME,
    "list-agencies": OFFICE_ROW,
    "keep-agency": only(R.PLATFORM_ADMIN),
    "render-paper-again": only(R.REVIEWER, R.HEAD, R.PLATFORM_ADMIN),
    # ratings
    "list-rounds": SIGNED_IN,
    "announce-round": only(R.SCHEDULER, R.HEAD),
    "round": SIGNED_IN,
    "draw-assessors": only(R.SCHEDULER, R.HEAD),
    "finish-round": only(R.SCHEDULER, R.HEAD),
    "list-applications": RATING,
    "draft-application": only(R.HOME_MANAGER),
    "application": RATING,
    "application-explanation": RATING,
    "assess-self": only(R.HOME_MANAGER),
    "submit-application": only(R.HOME_MANAGER),
    "withdraw-application": only(R.HOME_MANAGER),
    "check-eligibility": only(R.REVIEWER, R.HEAD),
    "accept-application": only(R.REVIEWER, R.HEAD),
    "refuse-application": only(R.REVIEWER, R.HEAD),
    "replace-assessor": only(R.SCHEDULER, R.HEAD),
    "plan-assessment": only(R.SCHEDULER, R.HEAD),
    "void-assessment": only(R.HEAD),
    "send-feedback": only(R.REVIEWER, R.HEAD),
    "answer-feedback": only(R.HOME_MANAGER),
    "cast-vote": only(R.COMMITTEE),
    "close-vote": only(R.REVIEWER, R.HEAD),
    "post-notice": only(R.PUBLISHER),
    "object-to-notice": only(R.INTAKE, R.REVIEWER),
    "answer-objection": only(R.REVIEWER, R.HEAD),
    "ask-review": only(R.HOME_MANAGER),
    "answer-review": only(R.REVIEWER, R.HEAD),
    "confirm-level": only(R.HEAD),
    "fail-application": only(R.HEAD),
    "list-levels": OFFICE_AND_HOME,
    "level": OFFICE_AND_HOME,
    "suspend-level": only(R.HEAD),
    "restore-level": only(R.HEAD),
    "propose-removal": only(R.REVIEWER, R.HEAD),
    "state-on-removal": only(R.HOME_MANAGER),
    "decide-removal": only(R.HEAD),
    # the ledger of duties
    "list-duties": OFFICE_ROW,
    "duty": OFFICE_ROW,
    "duty-kinds": OFFICE_ROW,
    "excuse-duty": only(R.HEAD, R.REVIEWER),
    "note-duty-done": only(R.HEAD, R.REVIEWER),
    "duty-files": OFFICE_ROW,
    "duty-file": OFFICE_ROW,
    "ask-site-file": only(R.HEAD, R.REVIEWER),
    "ask-duty-ledger": only(R.HEAD, R.REVIEWER),
    # credit and publication
    "credit-file": OFFICE_AND_HOME,
    "due-publications": OFFICE_ROW,
    "publish-result": only(R.PUBLISHER),
    "announce-results": only(R.PUBLISHER),
    "withdraw-publication": only(R.PUBLISHER),
    "takedown": only(R.PUBLISHER, R.HEAD),
    "confirm-takedown": only(R.PUBLISHER, R.HEAD),
    "public-sites": PUBLIC,
    "public-site": PUBLIC,
    "public-draw": PUBLIC,
    "public-draws": PUBLIC,
    "public-draw-bundle": PUBLIC,
    "public-round-list": PUBLIC,
    "public-notice-list": PUBLIC,
    "public-level-list": PUBLIC,
    "public-level-file": PUBLIC,
    "public-announcement-list": PUBLIC,
    "public-announcement-detail": PUBLIC,
}


class MayCall(BasePermission):
    """REST framework's one permission: the row of the route."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Look the route up."""
        match = request.resolver_match
        row = ROWS.get(match.url_name or "") if match else None
        return row is not None and row.allows(request.user)
