"""What the office does with a level (等级变动): suspend, restore, propose, decide."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from backend.accounts.models import Person
from backend.core.refusals import Forbidden, Missing, Refusal
from backend.look.page import person_of
from backend.office import rating_case as case
from backend.office import rating_forms as fields
from backend.office.rating_permissions import DECIDES, EXAMINES
from backend.office.rating_refusals import problem_of
from backend.office.views.applications_verbs import MOVED
from backend.office.views.levels import LevelPage
from backend.ratings import services
from backend.ratings.models import Level

State = Level.State


class LevelAct(LevelPage):
    """A write by a form; refused, the level's page says why beside the form."""

    http_method_names = ["post"]
    verb: ClassVar[str]
    form: ClassVar[type[forms.Form]] = fields.Reason
    roles: ClassVar[tuple[str, ...]] = DECIDES

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it, or say why not."""
        person, row = person_of(request), self.level()
        if not case.reach(person, row) & {*self.roles}:
            raise Forbidden
        try:
            said = fields.read(self.form, request.POST)
            said["seen_version"] = said.pop("seen", None)
            told = self.act(row, person, said)
        except Refusal as no:
            if not self.was_done(self.level(), no):
                told_why = {"at": self.verb, "problem": problem_of(no), "said": request.POST}
                page = self.get_context_data(**told_why)
                return self.render_to_response(page, status=no.status)
            told = _("这一步已经办过，没有再办一次。")
        messages.success(request, told)
        return redirect("office-level", level_id=row.pk)

    def act(self, row: Level, person: Person, said: dict[str, Any]) -> str:
        """Call the service; give what to say."""
        raise NotImplementedError

    def was_done(self, row: Level, no: Refusal) -> bool:
        """Say whether the level stands as after this verb."""
        return False


class Suspend(LevelAct):
    """POST …/suspend (等级暂停): at once, the public reads it."""

    verb = "suspend"

    def act(self, row: Level, person: Person, said: dict[str, Any]) -> str:
        """Suspend; minutes count, so that a page opened before is as good."""
        said["seen_version"] = None
        services.suspend_level(level_id=row.pk, by=person, **said)
        return _("等级已暂停。公众现在看到：等级暂停，调查中。")

    def was_done(self, row: Level, no: Refusal) -> bool:
        """Say whether it is suspended."""
        return no.code in MOVED and row.state == State.SUSPENDED


class Restore(LevelAct):
    """POST …/restore (恢复等级)."""

    verb = "restore"

    def act(self, row: Level, person: Person, said: dict[str, Any]) -> str:
        """Let it stand again."""
        services.restore_level(level_id=row.pk, by=person, **said)
        return _("等级已恢复。")

    def was_done(self, row: Level, no: Refusal) -> bool:
        """Say whether it stands."""
        return no.code in MOVED and row.state == State.VALID


class Propose(LevelAct):
    """POST …/removals (撤销、降级事先告知)."""

    verb, form, roles = "propose", fields.Proposal, EXAMINES

    def act(self, row: Level, person: Person, said: dict[str, Any]) -> str:
        """Tell the home."""
        if said["kind"] == "revoke":
            said["to_level"] = ""
        services.propose_removal(level_id=row.pk, by=person, **said)
        return _("已事先告知机构，陈述申辩期限开始计算。")

    def was_done(self, row: Level, no: Refusal) -> bool:
        """Say whether the home was told the same before."""
        post = self.request.POST
        told = {"kind": post.get("kind"), "grounds": post.get("grounds", "").strip()}
        return no.code == "removal-open" and row.removals.filter(outcome="", **told).exists()


class Decide(LevelAct):
    """POST …/removals/{id}/decide (撤销、降级决定)."""

    verb, form = "decide", fields.RemovalDecision

    def act(self, row: Level, person: Person, said: dict[str, Any]) -> str:
        """Decide."""
        removal_id = self.kwargs["removal_id"]
        if not row.removals.filter(pk=removal_id).exists():
            raise Missing("没有这项告知")
        done = services.decide_removal(
            removal_id=removal_id, outcome=said["outcome"], reason=said["reason"], by=person
        )
        return _("已决定：%(outcome)s。") % {"outcome": done.get_outcome_display()}
