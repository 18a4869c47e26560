"""The publication queue as the office reads it (公示): filters, lines, what blocks, previews."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Person, Region
from backend.calendar.services import add_working_days, working_days_left_of
from backend.core import clock
from backend.core.canonical import digest
from backend.core.refusals import Refusal
from backend.inspections.models import Visit
from backend.look.clocks import SOON, Chip
from backend.look.spoken import one_line
from backend.office.filters import ALL, Filter
from backend.publication import public, selectors, services
from backend.publication.models import Publication
from backend.publication.payload import result_payload

Kind, State = Publication.Kind, Publication.State
TODO = [
    ALL,
    ("due", _("待公示")),
    ("soon", _("三个工作日内到期")),
    ("late", _("已逾期")),
    ("confirm", _("下架待确认")),
]
MARKS = {  # state → icon and tone; the word stands beside it
    State.DUE: ("clock", "due"),
    State.PUBLISHED: ("megaphone", "ok"),
    State.WITHDRAWN: ("undo-2", "off"),
    State.TAKEN_DOWN: ("eye-off", "late"),
}
VERBS: dict[str, Callable[..., Publication]] = {  # kind → the verb by which a person shows it
    Kind.RESULT: services.publish_result,
}
SHOWN_BY = {  # kind → the template in which the public reads it; others are shown field by field
    Kind.RESULT: "public/_result.html",
}
NOT_FORMED = _("检查结论尚未形成")


@dataclass(frozen=True, slots=True)
class PublicationLine:
    """One publication as a row: what, whom, state, clock, what blocks it."""

    row: Publication
    chip: Chip | None
    blocked: Any = ""

    @property
    def icon(self) -> str:
        """Name the mark of the state."""
        return MARKS[State(self.row.state)][0]

    @property
    def tone(self) -> str:
        """Say how the state's mark is coloured."""
        return MARKS[State(self.row.state)][1]

    @property
    def title(self) -> str:
        """Name what it is about: a home, else the title that is shown."""
        return self.row.site.name if self.row.site else (self.row.payload or {}).get("title", "")


def publication_lines(rows: Sequence[Publication]) -> list[PublicationLine]:
    """Make the lines of some publications; no row asks again."""
    today = clock.today()
    left = working_days_left_of((day for one in rows if (day := _term(one))), today)
    due = [one.subject_id for one in rows if one.state == State.DUE and one.kind == Kind.RESULT]
    formed = set(
        Visit.objects.filter(pk__in=due, state=Visit.State.CONCLUDED).values_list("pk", flat=True)
    )
    return [
        PublicationLine(
            one,
            _chip(one, left, today),
            NOT_FORMED if one.subject_id in set(due) - formed else "",
        )
        for one in rows
    ]


def _term(row: Publication) -> date | None:
    """Give the day that counts now: of publication, or of a takedown's confirmation."""
    if row.state == State.TAKEN_DOWN and row.confirmed_at is None:
        return row.confirm_due_on
    return row.due_on if row.state == State.DUE else None


def _chip(row: Publication, left: dict[date, int], today: date) -> Chip | None:
    day = _term(row)
    if day is None:
        return None
    if row.state == State.TAKEN_DOWN:
        what, basis = _("确认下架"), _("下架由一名授权人员立即执行，另一人在一个工作日内确认")
    else:
        what, basis = _("公示"), _("检查结果形成之日起20个工作日内公示")
    return Chip(str(what), day, left[day], today, str(basis if row.kind == Kind.RESULT else ""))


class PublicationFilter(Filter):
    """Name of the home, kind, state, what is still to do, region."""

    name = forms.CharField(label=_("机构名称"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("种类"), required=False, choices=[ALL, *Kind.choices])
    state = forms.ChoiceField(label=_("状态"), required=False, choices=[ALL, *State.choices])
    todo = forms.ChoiceField(label=_("待办"), required=False, choices=TODO)
    region = forms.ChoiceField(label=_("区划"), required=False)

    def __init__(self, asked: Any, *, person: Person) -> None:
        super().__init__(asked)
        self.seen = selectors.visible_to(person)
        regions = Region.objects.filter(pk__in=self.seen.order_by().values("region"))
        self.regions = list(regions.order_by("code"))
        self.offer("region", [(one.code, one.name) for one in self.regions])

    def rows(self) -> QuerySet[Publication]:
        """Give the publications that fit, of those the person may see."""
        wanted = self.wanted()
        rows = self.seen.filter(**{key: wanted[key] for key in ("kind", "state") if key in wanted})
        if name := wanted.get("name"):
            rows = rows.filter(site__name__icontains=name)
        if region := wanted.get("region"):
            rows = rows.filter(region__path__contains=f"{region}/")
        return rows.filter(_todo(wanted["todo"])) if "todo" in wanted else rows


def _todo(name: str) -> Q:
    today = clock.today()
    if name == "soon":
        last = add_working_days(today - timedelta(days=1), SOON + 1)
        return Q(state=State.DUE, due_on__gte=today, due_on__lte=last)
    return {
        "due": Q(state=State.DUE),
        "late": Q(state=State.DUE, due_on__lt=today),
        "confirm": Q(state=State.TAKEN_DOWN, confirmed_at=None),
    }[name]


def counts_by_state(rows: QuerySet[Publication]) -> list[tuple[str, Any, str, int]]:
    """Count by state: (state, its word, its mark, how many), where there are any."""
    counts = dict(rows.order_by().values_list("state").annotate(count=Count("pk")))
    return [
        (state.value, state.label, MARKS[state][0], counts[state.value])
        for state in State
        if counts.get(state.value)
    ]


@dataclass(frozen=True, slots=True)
class Preview:
    """What the public reads: payload, digest, template; blocked says what is missing."""

    payload: dict[str, Any] | None
    digest: str = ""
    template: str = ""
    result: dict[str, Any] | None = None
    blocked: Any = ""
    changed: bool = False


def preview_of(row: Publication) -> Preview:
    """Give what the public reads now, or would read if it were shown now."""
    payload = row.payload
    if payload is None:
        if row.kind not in VERBS:
            return Preview(None)
        try:
            payload = _would_be(row)
        except Refusal as no:
            return Preview(None, blocked=one_line(no))
        if payload is None:
            return Preview(None, blocked=NOT_FORMED)
        row.payload, row.payload_digest = payload, digest(payload)
        row.published_at = clock.now()
    template = SHOWN_BY.get(Kind(row.kind), "")
    told = public.result(row) if template else None
    same = digest(payload) == row.payload_digest
    return Preview(payload, row.payload_digest, template, told, changed=not same)


def _would_be(row: Publication) -> dict[str, Any] | None:
    """Build the payload as publishing would; None while there is nothing to show."""
    visits = Visit.objects.select_related("site__region", "site__kind", "nature", "checklist")
    visit = visits.filter(pk=row.subject_id, state=Visit.State.CONCLUDED).first()
    return result_payload(visit) if visit else None
