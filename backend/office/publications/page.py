"""One publication (公示事项): as the public reads it, who did what, what may be done."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.accounts.models import Person
from backend.look.page import Page, person_of
from backend.office.publications.lines import VERBS, preview_of, publication_lines
from backend.office.publications.permissions import PUBLISHES, TAKES_DOWN
from backend.office.reach import Reach, found
from backend.oplog.selectors import steps_of
from backend.papers import selectors as papers
from backend.publication import selectors
from backend.publication.models import Publication

NOT_THERE = "没有这项公示，或者不在你的管辖范围"
State = Publication.State


class PublicationPage(Page):
    """/office/publications/{id}: as the public reads it, who did what, and the verbs."""

    here = "publications"
    template_name = "office/publications/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it; raises Missing."""
        person = person_of(self.request)
        row = found(seen_by(person), kwargs["publication_id"], NOT_THERE)
        line, state = publication_lines([row])[0], row.state
        reach, told = Reach(person), preview_of(row)
        seen = papers.visible_to(person).filter(subject_id=row.subject_id)
        publishes = state == State.DUE and row.kind in VERBS and not told.blocked
        open_down = state == State.TAKEN_DOWN and row.confirmed_at is None
        forms = {
            "publish": publishes and reach.may(row.region, *PUBLISHES),
            "withdraw": state == State.PUBLISHED and reach.may(row.region, *PUBLISHES),
            "takedown": state == State.PUBLISHED and reach.may(row.region, *TAKES_DOWN),
            "confirm": open_down and reach.may(row.region, *TAKES_DOWN),
        }
        return super().get_context_data(
            row=row,
            line=line,
            preview=told,
            text=json.dumps(told.payload, ensure_ascii=False, indent=2) if told.payload else "",
            papers=[papers.paper_line(one) for one in seen.order_by("requested_at")],
            steps=_steps(row),
            forms=[name for name, shown in forms.items() if shown],
            own=row.ended_by_id == person.pk,
            **kwargs,
        )


def seen_by(person: Person) -> QuerySet[Publication]:
    """Give the publications somebody may see, with who acted on them."""
    rows = selectors.visible_to(person)
    return rows.select_related("site", "region", "published_by", "ended_by", "confirmed_by")


def _steps(row: Publication) -> list[tuple[Any, str, Any]]:
    """Give what happened: (what, who, when); the rest is on the row itself."""
    people = {
        str(one.pk): one.name for one in (row.published_by, row.ended_by, row.confirmed_by) if one
    }
    return [
        (STEPS.get(one.kind, one.kind), people.get(one.actor, _("系统")), one.at)
        for one in steps_of(str(row.pk), "")
    ]


STEPS = {
    "publication.due": gettext_lazy("列入待公示"),
    "publication.correction-noted": gettext_lazy("更新整改情况"),
    "publication.resumed": gettext_lazy("恢复备份后重新公示"),
    "publication.differs": gettext_lazy("恢复备份后内容不一致"),
    "publication.ended-as-logged": gettext_lazy("按公开核验日志撤下"),
    "publication.withdrawn": gettext_lazy("撤回"),
    "publication.taken-down": gettext_lazy("下架"),
    "result.published": gettext_lazy("公示"),
    "takedown.confirmed": gettext_lazy("确认下架"),
}
