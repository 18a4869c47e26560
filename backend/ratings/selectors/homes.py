"""What a home reads of its own ratings beside the application itself (机构端)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from backend.accounts.models import Person
from backend.accounts.selectors import holds_any
from backend.core import clock
from backend.inspections.selectors.reasons import Reasons, reasons_of
from backend.ratings.levels import order_of, title_of
from backend.ratings.models import Application, Feedback, Level, Removal, Review, Round
from backend.ratings.models.level import STANDING
from backend.ratings.selectors.detail import INSIDE
from backend.ratings.selectors.rounds import rounds
from backend.ratings.services.reviewing import asked_until
from backend.ratings.services.self_assessing import part_of, self_context
from backend.registers.models import Site
from backend.standards.reading import Explained, explained
from backend.standards.selectors import by_digest, outline
from scoring import ScoringError, grade
from scoring.improve import improve


@dataclass(frozen=True, slots=True)
class Part:
    """One chapter of a self-assessment, or the facts where id is empty: how much is told."""

    id: str
    title: str
    told: int
    whole: int

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self.told >= self.whole


@dataclass(frozen=True, slots=True)
class Asking:
    """What the home may still ask for: kind of Review, and the last day."""

    kind: Review.Kind
    until: date


def rounds_for(site: Site) -> QuerySet[Round]:
    """Give the rounds a home may apply in: of its region upwards, not yet assessed."""
    upwards = site.region.path.strip("/").split("/")
    rows = rounds().filter(region__in=upwards, state=Round.State.ANNOUNCED)
    return rows.filter(window_until__gte=clock.today()).order_by("window_until", "pk")


def levels_offered(round_: Round) -> list[tuple[str, str]]:
    """Give the levels a home may apply for in a round: id and name."""
    standard = by_digest(round_.checklist_digest)
    return [(one, title_of(standard, one)) for one in order_of(standard)]


def level_of(site: Site) -> Level | None:
    """Give the level a home has, valid or suspended; else the last one it had."""
    rows = Level.objects.filter(site=site).select_related("site__region", "assessment__score")
    return rows.filter(state__in=STANDING).first() or rows.order_by("-valid_from", "-pk").first()


def feedback_waiting(sites: QuerySet[Site]) -> QuerySet[Feedback]:
    """Give what some homes have to read and sign, the most urgent first."""
    rows = Feedback.objects.filter(
        assessment__application__site__in=sites,
        assessment__application__state=Application.State.SCORED,
        assessment__voided_at=None,
        agrees=None,
    )
    return rows.select_related("assessment__application__round").order_by("due_on", "pk")


def removals_of(sites: QuerySet[Site]) -> QuerySet[Removal]:
    """Give what some homes were told of the end of their levels, newest first."""
    rows = Removal.objects.filter(level__site__in=sites).select_related("level")
    return rows.order_by("-pk")


def may_ask(application: Application) -> Asking | None:
    """Say whether the home may ask for a review or appeal now, and until when."""
    if application.state not in (Application.State.NOTICED, Application.State.FAILED):
        return None
    last = application.reviews.filter(ballot=application.ballot).last()
    if last is not None and (not last.outcome or last.kind == Review.Kind.APPEAL):
        return None
    if last is not None and last.outcome == Review.Outcome.GRANTED:
        return None
    until = asked_until(application, last)
    if clock.today() > until:
        return None
    return Asking(Review.Kind.APPEAL if last else Review.Kind.REVIEW, until)


def parts_of(application: Application) -> list[Part]:
    """Give the parts of the self-assessment with how much of each is told; facts first."""
    standard = by_digest(application.round.checklist_digest)
    answered = application.self_answers.keys()
    waiting = set((application.self_result or {}).get("unanswered", ()))
    parts = [_facts(application)] if standard.facts else []
    for chapter, row in zip(standard.chapters, outline(standard.digest), strict=True):
        asked = [item.code for item in chapter.items if item.fact is None]
        told = sum(code in answered and code not in waiting for code in asked)
        parts.append(Part(chapter.id, row.title, told, len(asked)))
    return parts


def _facts(application: Application) -> Part:
    standard = by_digest(application.round.checklist_digest)
    return Part("", "", len(part_of(application, "")), len(standard.facts))


def self_explained(application: Application) -> Explained | None:
    """Give the home's own result with its reasons and its way up; None before its first part."""
    if application.self_result is None:
        return None
    standard = by_digest(application.round.checklist_digest)
    asked = {
        "answers": application.self_answers,
        "facts": application.self_facts,
        "context": self_context(application),
    }
    try:
        way = improve(standard, asked) if application.self_result["complete"] else None
        return explained(standard, grade(standard, asked), way)
    except ScoringError:
        return None


def application_reasons(application: Application, person: Person) -> Reasons | None:
    """Give the assessed result in words, with the way to the next level; None before its time.

    The home reads it from the feedback on.
    """
    assessment = application.assessments.filter(voided_at=None).select_related("visit").first()
    if assessment is None:
        return None
    sent = Feedback.objects.filter(assessment=assessment).exists()
    if not sent and not holds_any(person, INSIDE, application.site.region):
        return None
    return reasons_of(assessment.visit)
