"""One application of a home: where it stands, and its result explained (评定申请, 评分说明)."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from backend.core.refusals import Missing
from backend.portal.chips import chip
from backend.portal.inputs import said
from backend.portal.papers import of_subjects
from backend.portal.steps import steps_of
from backend.portal.views.page import HomePage
from backend.ratings.models import Application
from backend.ratings.policy import rules_of
from backend.ratings.selectors import application_detail, applications_visible_to
from backend.ratings.selectors.homes import application_reasons, may_ask, parts_of
from backend.ratings.selectors.results import self_points
from backend.registers.selectors import sites_managed_by
from backend.standards.reading.answers import reason_words
from backend.standards.selectors import by_digest

State = Application.State
BACK_OUT = (State.DRAFT, State.SUBMITTED, State.ACCEPTED)


class ApplicationPage(HomePage):
    """A page of one application; one of another home is not there."""

    here = "rating"

    @cached_property
    def application(self) -> Application:
        """Find it; raises Missing."""
        mine = sites_managed_by(self.person)
        rows = applications_visible_to(self.person).filter(site__in=mine)
        found = rows.filter(pk=self.kwargs["application_id"]).first()
        if found is None:
            raise Missing("没有这项申请，或者不属于你负责的机构")
        return found

    @cached_property
    def home(self) -> Any:
        """The application's home."""
        return self.one_of(self.application.site_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which application."""
        return super().get_context_data(application=self.application, **kwargs)


class OneApplication(ApplicationPage):
    """/portal/applications/{id}."""

    template_name = "portal/application.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it."""
        row = self.application
        told = application_detail(row, self.person)
        feedback = told["feedback"]
        asking = may_ask(row)
        parts = parts_of(row) if row.state == State.DRAFT else []
        return super().get_context_data(
            told=told,
            steps=steps_of(row, told),
            parts=parts,
            done=sum(one.told for one in parts),
            whole=sum(one.whole for one in parts),
            draft_clock=chip(_("申报"), row.round.window_until if parts else None),
            feedback_clock=self._feedback_clock(feedback),
            lost=lost_rows(row, feedback["lost"]) if feedback else [],
            asking=asking,
            asking_clock=chip(asking.kind.label, asking.until) if asking else None,
            answer_days=rules_of(row.round.policy).answer_days,
            may_leave=row.state in BACK_OUT,
            papers=of_subjects(self.home, [row.pk]),
            **kwargs,
        )

    def _feedback_clock(self, feedback: dict[str, Any] | None) -> Any:
        """Give the clock of a feedback that waits for the home."""
        row = self.application
        if feedback is None or feedback["agrees"] is not None or row.state != State.SCORED:
            return None
        return chip(_("答复"), date.fromisoformat(feedback["due_on"]))


def lost_rows(row: Application, lost: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Say what lost points in the reader's language, without the checklist's inner names."""
    items = by_digest(row.round.checklist_digest).by_code
    return [
        {
            **one,
            "title": item_title(items[one["item"]]),
            "why": reason_words(items[one["item"]], one["why"], na=False),
        }
        for one in lost
    ]


def item_title(item: Any) -> str:
    """Give the title of an item."""
    return said({"zh": item.title.zh, "en": item.title.en})


class Result(ApplicationPage):
    """/portal/applications/{id}/result: my rating explained, own beside assessed points."""

    template_name = "portal/result.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Explain it; nothing before the feedback."""
        row = self.application
        reasons = application_reasons(row, self.person)
        return super().get_context_data(
            reasons=reasons,
            own=self_points(row) if reasons else {},
            told=application_detail(row, self.person),
            **kwargs,
        )
