"""Who may call what: one row a route, every role called for real.

The table is written out here and not read from backend/api/permissions.py, so that a change on
one side alone fails.  Whether the thing itself is yours to see is told in each verb's own tests:
400, 404 and 422 mean here that the call was let in.
"""

from uuid import UUID

import pytest
from django.urls import URLPattern
from rest_framework.test import APIClient

from backend.accounts.models import Person
from backend.accounts.roles import Role
from backend.api import urls
from tests.backend import make

pytestmark = pytest.mark.usefixtures("rolled_back")

ANYBODY = "anybody"
PERSON = "whoever is logged in"
OFFICE = "head registrar scheduler reviewer publisher auditor supervision intake inspector"
OFFICE = f"platform_admin {OFFICE}"
HOME = f"{OFFICE} home_manager"
RATING = f"{HOME} committee"
FIELD = "inspector assessor"

# route: method, who may
TABLE = {
    "token-obtain": ("POST", ANYBODY),
    "token-refresh": ("POST", ANYBODY),
    "token-end": ("POST", ANYBODY),
    "end-sessions": ("POST", "platform_admin"),
    "end-grant": ("POST", "platform_admin"),
    "block-person": ("POST", "platform_admin"),
    "unblock-person": ("POST", "platform_admin"),
    "problem-catalogue": ("GET", ANYBODY),
    "schema": ("GET", ANYBODY),
    "schema-page": ("GET", ANYBODY),
    "health": ("GET", ANYBODY),
    "me": ("GET", PERSON),
    "create-person": ("POST", "platform_admin"),
    "grant-role": ("POST", "platform_admin"),
    "make-enrolment-code": ("POST", "platform_admin registrar"),
    "enrol-device": ("POST", ANYBODY),
    "office-key": ("GET", ANYBODY),
    "revoke-device": ("POST", "platform_admin registrar"),
    "ask-reset": ("POST", ANYBODY),
    "reset": ("GET", ANYBODY),
    "grant-reset": ("POST", "platform_admin registrar"),
    "refuse-reset": ("POST", "platform_admin registrar"),
    "advance-clock": ("POST", "platform_admin"),
    "operation-log": ("GET", "auditor supervision"),
    "failed-deliveries": ("GET", "platform_admin"),
    "retry-delivery": ("POST", "platform_admin"),
    "site-import-template": ("GET", "registrar"),
    "import-sites": ("POST", "registrar"),
    "site-imports": ("GET", "registrar"),
    "site-import": ("GET", "registrar"),
    "apply-site-import": ("POST", "registrar"),
    "list-sites": ("GET", OFFICE),
    "site": ("GET", HOME),
    "add-officer": ("POST", "registrar"),
    "list-officers": ("GET", OFFICE),
    "declare-interest": ("POST", "registrar"),
    "record-assessor-year": ("POST", "registrar"),
    "appoint-home-manager": ("POST", "registrar"),
    "appoint-site-manager": ("POST", "registrar"),
    "load-checklist": ("POST", "registrar"),
    "propose-checklist": ("POST", "registrar"),
    "publish-checklist": ("POST", "head reviewer publisher"),
    "list-checklists": ("GET", PERSON),
    "checklist": ("GET", PERSON),
    "checklist-bundle": ("GET", PERSON),
    "create-plan": ("POST", "scheduler"),
    "list-plans": ("GET", OFFICE),
    "plan": ("GET", OFFICE),
    "submit-plan": ("POST", "scheduler"),
    "approve-plan": ("POST", "head"),
    "publish-plan": ("POST", "scheduler publisher"),
    "compute-quota": ("POST", "scheduler"),
    "create-task": ("POST", "scheduler"),
    "list-tasks": ("GET", OFFICE),
    "task": ("GET", OFFICE),
    "announce-draw": ("POST", "scheduler"),
    "create-visits": ("POST", "scheduler"),
    "enter-randomness": ("POST", "scheduler"),
    "declare-unavailable": ("POST", "scheduler"),
    "confirm-unavailable": ("POST", "head scheduler reviewer"),
    "next-iteration": ("POST", "scheduler"),
    "finish-draw": ("POST", "scheduler"),
    "void-draw": ("POST", "head"),
    "draw": ("GET", OFFICE),
    "draw-view": ("GET", OFFICE),
    "draw-bundle": ("GET", "scheduler auditor supervision"),
    "publish-cap": ("POST", "head"),
    "list-visits": ("GET", HOME),
    "plan-visit": ("POST", "head scheduler"),
    "visit": ("GET", HOME),
    "propose-visit": ("POST", "scheduler inspector"),
    "endorse-visit": ("POST", "reviewer"),
    "approve-visit": ("POST", "head"),
    "return-visit": ("POST", "head reviewer"),
    "start-in-emergency": ("POST", "head"),
    "notify-visit": ("POST", "scheduler"),
    "scan-in": ("POST", FIELD),
    "lend-officer": ("POST", "head scheduler"),
    "hand-over-visit": ("POST", "head scheduler"),
    "cancel-visit": ("POST", "head scheduler"),
    "visit-package": ("GET", FIELD),
    "visit-findings": ("GET", HOME),
    "keep-officer-key": ("POST", FIELD),
    "list-emergency-contacts": ("GET", OFFICE),
    "add-emergency-contact": ("POST", "platform_admin registrar"),
    "withdraw-emergency-contact": ("POST", "platform_admin registrar"),
    "sync-push": ("POST", FIELD),
    "sync-pull": ("GET", FIELD),
    "sync-escrow": ("POST", ANYBODY),
    "open-escrow": ("POST", "platform_admin"),
    "import-journal": ("POST", "platform_admin registrar"),
    "upload-create": ("POST", FIELD),
    "upload": ("PATCH", FIELD),
    "quarantine": ("GET", "platform_admin"),
    "retry-quarantined": ("POST", "platform_admin"),
    "orders": ("GET", HOME),
    "order": ("GET", HOME),
    "issue-order": ("POST", "head"),
    "order-file": ("GET", HOME),
    "serve-order": ("POST", "inspector"),
    "confirm-order-service": ("POST", "head"),
    "extend-order": ("POST", "head"),
    "answer-order": ("POST", "home_manager"),
    "recheck-order": ("POST", "inspector"),
    "close-order": ("POST", "head reviewer"),
    "papers-of": ("GET", HOME),
    "paper": ("GET", HOME),
    "paper-file": ("GET", HOME),
    "list-agencies": ("GET", OFFICE),
    "keep-agency": ("POST", "platform_admin"),
    "render-paper-again": ("POST", "platform_admin head reviewer"),
    "list-rounds": ("GET", PERSON),
    "announce-round": ("POST", "head scheduler"),
    "round": ("GET", PERSON),
    "draw-assessors": ("POST", "head scheduler"),
    "finish-round": ("POST", "head scheduler"),
    "list-applications": ("GET", RATING),
    "draft-application": ("POST", "home_manager"),
    "application": ("GET", RATING),
    "application-explanation": ("GET", RATING),
    "assess-self": ("POST", "home_manager"),
    "submit-application": ("POST", "home_manager"),
    "withdraw-application": ("POST", "home_manager"),
    "check-eligibility": ("POST", "head reviewer"),
    "accept-application": ("POST", "head reviewer"),
    "refuse-application": ("POST", "head reviewer"),
    "replace-assessor": ("POST", "head scheduler"),
    "plan-assessment": ("POST", "head scheduler"),
    "void-assessment": ("POST", "head"),
    "send-feedback": ("POST", "head reviewer"),
    "answer-feedback": ("POST", "home_manager"),
    "cast-vote": ("POST", "committee"),
    "close-vote": ("POST", "head reviewer"),
    "post-notice": ("POST", "publisher"),
    "object-to-notice": ("POST", "intake reviewer"),
    "answer-objection": ("POST", "head reviewer"),
    "ask-review": ("POST", "home_manager"),
    "answer-review": ("POST", "head reviewer"),
    "confirm-level": ("POST", "head"),
    "fail-application": ("POST", "head"),
    "list-levels": ("GET", HOME),
    "level": ("GET", HOME),
    "suspend-level": ("POST", "head"),
    "restore-level": ("POST", "head"),
    "propose-removal": ("POST", "head reviewer"),
    "state-on-removal": ("POST", "home_manager"),
    "decide-removal": ("POST", "head"),
    "list-duties": ("GET", OFFICE),
    "duty": ("GET", OFFICE),
    "duty-kinds": ("GET", OFFICE),
    "excuse-duty": ("POST", "head reviewer"),
    "note-duty-done": ("POST", "head reviewer"),
    "duty-files": ("GET", OFFICE),
    "duty-file": ("GET", OFFICE),
    "ask-site-file": ("POST", "head reviewer"),
    "ask-duty-ledger": ("POST", "head reviewer"),
    "credit-file": ("GET", HOME),
    "due-publications": ("GET", OFFICE),
    "publish-result": ("POST", "publisher"),
    "announce-results": ("POST", "publisher"),
    "withdraw-publication": ("POST", "publisher"),
    "takedown": ("POST", "head publisher"),
    "confirm-takedown": ("POST", "head publisher"),
    "public-sites": ("GET", ANYBODY),
    "public-site": ("GET", ANYBODY),
    "public-draw": ("GET", ANYBODY),
    "public-draws": ("GET", ANYBODY),
    "public-draw-bundle": ("GET", ANYBODY),
    "public-round-list": ("GET", ANYBODY),
    "public-notice-list": ("GET", ANYBODY),
    "public-level-list": ("GET", ANYBODY),
    "public-level-file": ("GET", ANYBODY),
    "public-announcement-list": ("GET", ANYBODY),
    "public-announcement-detail": ("GET", ANYBODY),
}
SAMPLES = {"uuid": UUID(int=7), "int": 7, "str": "0" * 64}
DOOR = {"not-signed-in", "forbidden"}


def patterns() -> list[URLPattern]:
    """Give every route of the API."""
    every = [*urls.urlpatterns, *urls.schema]
    return [one for one in every if isinstance(one, URLPattern)]


def address(name: str) -> str:
    """Give an address of the route, with ids that nothing has."""
    found = next(one for one in patterns() if one.name == name)
    filled = str(found.pattern)
    for part, converter in found.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        kind = {"string": "str"}.get(kind, kind)
        filled = filled.replace(f"<{kind}:{part}>", str(SAMPLES[kind]))
    prefix = "/api/" if found in urls.schema else "/api/v1/"
    return prefix + filled


def outcome(client: APIClient, method: str, where: str) -> str:
    """Call with nothing in the body and say what the door did."""
    body = "{}" if method == "POST" else ""
    answer = client.generic(method, where, body, "application/json")
    kind = answer.headers.get("Content-Type", "")
    code = answer.json()["code"] if "problem" in kind else ""
    assert answer.status_code < 500 or where.endswith("healthz"), answer.content
    return code if code in DOOR else "let in"


def test_every_route_has_a_row() -> None:
    assert {one.name for one in patterns()} == set(TABLE)


@pytest.fixture(scope="module")
def clients(shared_rows: None) -> dict[str, APIClient]:
    """Give a client of somebody in every role, of somebody in none, and of nobody."""
    people: dict[str, Person | None] = {role: make.person(role) for role in Role}
    people |= {"no role": make.person(), "nobody": None}
    return {who: make.client_for(person) for who, person in people.items()}


@pytest.mark.parametrize("route", TABLE)
def test_the_door_of(route: str, clients: dict[str, APIClient]) -> None:
    method, may = TABLE[route]
    where = address(route)

    found = {who: outcome(client, method, where) for who, client in clients.items()}

    inside = set(clients) if may in (ANYBODY, PERSON) else set(may.split())
    expected = {who: "let in" if who in inside else "forbidden" for who in clients}
    expected["nobody"] = "let in" if may == ANYBODY else "not-signed-in"
    assert found == expected
