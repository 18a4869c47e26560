"""What the office does with a level (等级变动): suspend, restore, propose, decide."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from backend.accounts.models import Region
from backend.core.refusals import Missing, Refusal
from backend.office.acts import Act
from backend.office.ratings import forms as fields
from backend.office.ratings.applications.verbs import MOVED
from backend.office.ratings.levels.page import LevelPage
from backend.ratings import services
from backend.ratings.models import Level

State = Level.State


class LevelAct(Act, LevelPage):
    """A verb of one level; refused, the level's page says why beside the form."""

    form_class: type[forms.Form] = fields.Reason

    @cached_property
    def row(self) -> Level:
        """Find the level; raises Missing when he may not see it."""
        return self.level()

    def region(self) -> Region:
        """Give where the home is."""
        return self.row.site.region

    def done_before(self, no: Refusal) -> bool:
        """Say whether it was done, where the page was no longer true."""
        return self.was_done(self.level(), no)

    def was_done(self, row: Level, no: Refusal) -> bool:
        """Say whether the level stands as after this verb."""
        return False

    def after(self) -> str:
        """Go back to the level."""
        return reverse("office-level", args=[self.row.pk])


class Suspend(LevelAct):
    """POST …/suspend (等级暂停): at once, the public reads it."""

    verb = "suspend"

    def act(self, data: dict[str, Any]) -> str:
        """Suspend; minutes count, so that a page opened before is as good."""
        data["seen_version"] = None
        services.suspend_level(level_id=self.row.pk, by=self.person, **data)
        return _("等级已暂停。公众现在看到：等级暂停，调查中。")

    def was_done(self, row: Level, no: Refusal) -> bool:
        """Say whether it is suspended."""
        return no.code in MOVED and row.state == State.SUSPENDED


class Restore(LevelAct):
    """POST …/restore (恢复等级)."""

    verb = "restore"

    def act(self, data: dict[str, Any]) -> str:
        """Let it stand again."""
        services.restore_level(level_id=self.row.pk, by=self.person, **data)
        return _("等级已恢复。")

    def was_done(self, row: Level, no: Refusal) -> bool:
        """Say whether it stands."""
        return no.code in MOVED and row.state == State.VALID


class Propose(LevelAct):
    """POST …/removals (撤销、降级事先告知)."""

    verb, form_class = "propose", fields.Proposal

    def act(self, data: dict[str, Any]) -> str:
        """Tell the home."""
        if data["kind"] == "revoke":
            data["to_level"] = ""
        services.propose_removal(level_id=self.row.pk, by=self.person, **data)
        return _("已事先告知机构，陈述申辩期限开始计算。")

    def was_done(self, row: Level, no: Refusal) -> bool:
        """Say whether the home was told the same before."""
        post = self.request.POST
        told = {"kind": post.get("kind"), "grounds": post.get("grounds", "").strip()}
        return no.code == "removal-open" and row.removals.filter(outcome="", **told).exists()


class Decide(LevelAct):
    """POST …/removals/{id}/decide (撤销、降级决定)."""

    verb, form_class = "decide", fields.RemovalDecision

    def act(self, data: dict[str, Any]) -> str:
        """Decide."""
        removal_id = self.kwargs["removal_id"]
        if not self.row.removals.filter(pk=removal_id).exists():
            raise Missing("没有这项告知")
        done = services.decide_removal(
            removal_id=removal_id, outcome=data["outcome"], reason=data["reason"], by=self.person
        )
        return _("已决定：%(outcome)s。") % {"outcome": done.get_outcome_display()}
