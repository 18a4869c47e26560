"""One application in the office (申请详情), and its result item by item."""

from __future__ import annotations

from typing import Any

from backend.accounts.models import Person
from backend.core import clock
from backend.core.refusals import Missing
from backend.inspections.selectors.reasons import reasons_of
from backend.look.page import Page, person_of
from backend.office.ratings.applications import case
from backend.office.ratings.applications.ballots import voting_of
from backend.office.ratings.applications.lines import application_lines, standing_of
from backend.office.ratings.permissions import ROWS
from backend.office.reach import Reach
from backend.ratings.models import Application, Level
from backend.ratings.selectors import application_explanation
from backend.standards.reading.words import said
from backend.standards.selectors import by_digest, result_names

State = Application.State
STEPS = {  # verb → states of the application in which it is offered
    "check": {State.SUBMITTED},
    "accept": {State.SUBMITTED},
    "refuse": {State.SUBMITTED},
    "replace": {State.ACCEPTED, State.ASSESSING},
    "plan": {State.ACCEPTED},
    "void": {State.ASSESSING, State.SCORED},
    "feedback": {State.SCORED},
    "close": {State.SCORED},
    "notice": {State.VOTED},
    "object": {State.NOTICED},
    "answer-objection": {State.NOTICED},
    "answer-review": {State.NOTICED, State.FAILED},
    "vote": {State.SCORED},
    "confirm": {State.NOTICED, State.VOTED},
}
ROUTES = {
    "check": "office-check-application",
    "accept": "office-accept-application",
    "refuse": "office-refuse-application",
    "replace": "office-replace-assessor",
    "plan": "office-plan-assessment",
    "void": "office-void-assessment",
    "feedback": "office-send-feedback",
    "close": "office-close-vote",
    "notice": "office-post-notice",
    "object": "office-take-objection",
    "answer-objection": "office-answer-objection",
    "answer-review": "office-answer-review",
    "vote": "office-cast-vote",
    "confirm": "office-confirm-level",
}


class ApplicationPage(Page):
    """/office/applications/{id}; an application that is not yours to see is not there."""

    here = "rounds"
    template_name = "office/ratings/applications/page.html"

    def application(self) -> Application:
        """Find it; raises Missing."""
        return case.application_of(person_of(self.request), self.kwargs["application_id"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read what every page of an application shows."""
        person, row = person_of(self.request), self.application()
        now = standing_of(row)
        roles = Reach(person).over(row.site.region)
        kwargs.pop("application_id", None)
        return super().get_context_data(
            **{
                "tab": "applications",
                "row": row,
                "line": application_lines([row])[0],
                "now": now,
                "names": result_names(row.round.checklist_digest),
                "today": clock.today(),
                "can": offered(row, roles),
                "hazards": [] if row.ended_on else case.hazards(row, person),
                **self.more(row, person),
                **kwargs,
            }
        )

    def more(self, row: Application, person: Person) -> dict[str, Any]:
        """Read the rest of this page."""
        now = standing_of(row)
        duties = row.duties.select_related("officer", "draw").order_by("seat", "id")
        return {
            "conditions": case.conditions(row, person),
            "sides": case.chapter_sides(row, now.score),
            "total": case.total_side(row, now.score),
            "limits": _limits(row, now.score),
            "duties": duties.filter(released_at=None),
            "released": duties.exclude(released_at=None),
            "chapters": _chapters(row),
            "voided": row.assessments.exclude(voided_at=None).select_related("voided_by"),
            "voting": voting_of(row, person),
            "objections": now.notice.objections.all() if now.notice else [],
            "withdrawn": row.notices.exclude(withdrawn_at=None),
            "reviews": row.reviews.select_related("answered_by"),
            "papers": case.papers_of(row, person),
            "level": Level.objects.filter(assessment__application=row).first(),
        }


class ResultPage(ApplicationPage):
    """/office/applications/{id}/result?chapter=: every item with clause and reason."""

    template_name = "office/ratings/applications/result.html"

    def more(self, row: Application, person: Person) -> dict[str, Any]:
        """Give the explanation, and own beside assessed points of a chapter; raises Missing."""
        now = standing_of(row)
        chapter = self.request.GET.get("chapter", "")
        if now.assessment is None or now.score is None or now.score.fault:
            raise Missing("还没有评定结果")
        told = application_explanation(row, person) if chapter else {}
        return {
            "reasons": reasons_of(now.assessment.visit),
            "sides": case.chapter_sides(row, now.score),
            "total": case.total_side(row, now.score),
            "chapter": chapter,
            "items": case.item_sides(row, told, chapter) if chapter else [],
        }


def offered(row: Application, roles: frozenset[str]) -> frozenset[str]:
    """Give the verbs that somebody with these roles over the home may take now."""
    return frozenset(
        verb
        for verb, states in STEPS.items()
        if row.state in states and ROWS[ROUTES[verb]].roles & roles
    )


def _limits(row: Application, score: Any) -> list[str]:
    names = result_names(row.round.checklist_digest)
    return [names.rule(one) for one in score.limited_by] if score else []


def _chapters(row: Any) -> dict[Any, list[str]]:
    """Give the titles of the chapters each assessor of the standing visit answers."""
    now = standing_of(row)
    if now.assessment is None:
        return {}
    standard = by_digest(row.round.checklist_digest)
    titles = {one.id: said(one.title) for one in standard.chapters}
    found: dict[Any, list[str]] = {}
    for chapter, officer in now.assessment.visit.chapters.values_list("chapter", "officer"):
        found.setdefault(officer, []).append(titles.get(chapter, chapter))
    return found
