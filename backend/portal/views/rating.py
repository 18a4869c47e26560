"""The ratings of a home: rounds, applications, its level and what is proposed against it (等级)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.core import clock
from backend.core.refusals import Missing
from backend.look.page import as_id
from backend.portal.chips import chips
from backend.portal.papers import lines
from backend.portal.papers import of_home as papers_of
from backend.portal.views.page import Act, HomePage, Words
from backend.ratings import services
from backend.ratings.models import Application, Removal
from backend.ratings.selectors import application_line, applications_visible_to
from backend.ratings.selectors.homes import level_of, levels_offered, removals_of, rounds_for
from backend.registers.models import Site
from backend.registers.selectors import sites_managed_by

SHOWN = 20


class Rating(HomePage):
    """/portal/homes/{id}/rating."""

    here = "rating"
    template_name = "portal/rating.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read what there is."""
        mine = Site.objects.filter(pk=self.home.pk)
        rows = list(applications_visible_to(self.person).filter(site=self.home)[:SHOWN])
        removals = list(removals_of(mine)[:SHOWN])
        clocks = chips(
            (_("陈述申辩"), None if one.outcome or one.stated_at else one.due_on, "")
            for one in removals
        )
        papers = papers_of([self.home.pk]).filter(kind__in=["level-certificate", "rating-report"])
        level = level_of(self.home)
        return super().get_context_data(
            level=level,
            changes=list(level.changes.all()) if level else [],
            rounds=self._rounds(rows),
            applications=[application_line(one) for one in rows],
            removals=list(zip(removals, clocks, strict=True)),
            papers=lines(papers),
            **kwargs,
        )

    def _rounds(self, rows: list[Application]) -> list[dict[str, Any]]:
        """Say each round with its clock, its levels and the application that is there."""
        rounds = list(rounds_for(self.home))
        today = clock.today()
        terms = chips((_("申报"), one.window_until, "") for one in rounds)
        there = {one.round_id: one for one in rows if one.state != Application.State.WITHDRAWN}
        return [
            {
                "round": one,
                "clock": term,
                "open": one.phase(today) == "open",
                "levels": levels_offered(one),
                "there": there.get(one.pk),
            }
            for one, term in zip(rounds, terms, strict=True)
        ]


class ApplyForm(forms.Form):
    """For which round, for which level."""

    round = forms.CharField(max_length=40, label=gettext_lazy("批次"))
    level = forms.CharField(max_length=20, label=gettext_lazy("等级"))


class Apply(Act, Rating):
    """POST …/apply: begin an application; begun again, it is the same (填报申请)."""

    verb = "apply"
    form_class = ApplyForm
    made: Application

    def act(self, data: dict[str, Any]) -> str:
        """Begin."""
        wanted = as_id(data["round"])
        if wanted is None:
            raise Missing("没有这个批次")
        self.made = services.draft_application(
            round_id=wanted, site=self.home, applied_for=data["level"], by=self.person
        )
        return _("申请已建立，先完成自评，再提交。")

    def after(self) -> str:
        """Go on to the self-assessment."""
        return reverse("portal-self", args=[self.made.pk])


class StateOnRemoval(Act, Rating):
    """POST …/removals/{id}: the home's word before its level is taken or lowered (陈述申辩)."""

    verb = "removal"
    form_class = Words

    def act(self, data: dict[str, Any]) -> str:
        """Say it, once."""
        mine = removals_of(sites_managed_by(self.person).filter(pk=self.home.pk))
        found: Removal | None = mine.filter(pk=self.kwargs["removal_id"]).first()
        if found is None:
            raise Missing("没有这项事先告知，或者不属于你负责的机构")
        services.state_on_removal(removal_id=found.pk, words=data["words"], by=self.person)
        return _("陈述申辩已提交。")

    def after(self) -> str:
        """Back to the ratings."""
        return reverse("portal-rating", args=[self.home.pk])
