"""What the office does with a round (办理批次): announce, draw the assessors, finish."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from backend.accounts.models import Person, Region
from backend.accounts.roles import Role
from backend.accounts.selectors import holds_any
from backend.core.refusals import Forbidden, Malformed, Missing, Refusal
from backend.draws.models import Draw
from backend.draws.services import Witness, enter_randomness
from backend.look.page import person_of
from backend.office import rating_forms as fields
from backend.office.rating_permissions import PLANS
from backend.office.rating_refusals import problem_of
from backend.office.rating_rounds import draw_lines
from backend.office.views.rounds import AnnouncePage, RoundPage
from backend.ratings import services
from backend.ratings.models import Round, RoundDraw
from backend.standards.selectors import visible_to

LOTTERY = (("大乐透前区", 5), ("大乐透后区", 2))  # Source: draws.md 1


class AnnounceRound(AnnouncePage):
    """POST /office/rounds/announce (发布批次); the same round twice is once."""

    http_method_names = ["get", "post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Announce it, or show the form with the reason."""
        person = person_of(request)
        try:
            made = self.announce(person, fields.read(fields.RoundForm, request.POST))
        except Refusal as no:
            told = {"problem": problem_of(no), "said": request.POST}
            return self.render_to_response(self.get_context_data(**told), status=no.status)
        messages.success(request, _("批次已发布，申报规则从今天起不再变动。"))
        return redirect("office-round", round_id=made.pk)

    def announce(self, person: Person, said: dict[str, Any]) -> Round:
        """Call the service, for a region of the person's."""
        region = Region.objects.filter(pk=said.pop("region")).first()
        if region is None or not holds_any(person, PLANS, region):
            raise Missing("该区划不在你的管辖范围", place="region")
        checklist = said.pop("checklist")
        if not visible_to(person).filter(pk=checklist).exists():
            raise Missing("没有这一版检查标准，或者尚未发布", place="checklist")
        same = {name: said[name] for name in ("title", "window_from", "window_until")}
        again = Round.objects.filter(
            region=region, checklist=checklist, announced_by=person, **same
        )
        before = again.first()
        return before or services.announce_round(
            region=region, checklist_id=checklist, by=person, **said
        )


class RoundAct(RoundPage):
    """A write by a form; refused, the round's page says why beside the form."""

    http_method_names = ["post"]
    verb: ClassVar[str]
    roles: ClassVar[tuple[str, ...]] = PLANS

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it, or say why not."""
        person, row = person_of(request), self.round()
        if not holds_any(person, self.roles, row.region):
            raise Forbidden
        try:
            told = self.act(row, person)
        except Refusal as no:
            said = {"at": self.verb, "problem": problem_of(no), "said": request.POST}
            return self.render_to_response(self.get_context_data(**said), status=no.status)
        messages.success(request, told)
        return redirect("office-round", round_id=row.pk)

    def act(self, row: Round, person: Person) -> str:
        """Call the service; give what to say."""
        raise NotImplementedError


class DrawAssessors(RoundAct):
    """POST …/draw (抽取评定人员): before an outside witness, or by a coming lottery."""

    verb = "draw"

    def act(self, row: Round, person: Person) -> str:
        """Announce the draw; while one waits for its values, it is that one."""
        waiting = [one for one in draw_lines(row) if one.row.draw.state == Draw.State.ANNOUNCED]
        if waiting:
            return _("抽取已经公告，录入随机数值后产生结果。")
        if self.request.POST.get("mode") == "lottery":
            said = fields.read(fields.LotteryForm, self.request.POST)
            sources = [_lottery(name, said["drawn_on"], n) for name, n in LOTTERY]
            wish: dict[str, Any] = {"sources": sources}
        else:
            said = fields.read(fields.DrawForm, self.request.POST)
            wish = {"witness": Witness(said["organisation"], said["witness"])}
        services.draw_assessors(round_id=row.pk, until=said["until"], by=person, **wish)
        return _("抽取已公告，名单和随机数来源已固定。")


class EnterValues(RoundAct):
    """POST …/draws/{id}/values (录入随机数并抽取)."""

    verb = "values"
    roles = (Role.SCHEDULER,)

    def act(self, row: Round, person: Person) -> str:
        """Enter what the witness typed, or the lottery's numbers; the same twice is once."""
        found = row.draws.filter(draw=self.kwargs["draw_id"]).select_related("draw").first()
        if found is None:
            raise Missing("没有这次抽取")
        enter_randomness(draw_id=found.draw_id, sources=self.values(found), by=person)
        return _("已抽取。评定人员名单正在登记，稍后刷新本页。")

    def values(self, row: RoundDraw) -> list[dict[str, Any]]:
        """Read one field a source; raises Malformed."""
        return [
            _value(source, self.request.POST.get(f"value-{number}", "").strip())
            for number, source in enumerate(row.draw.pool["sources"])
        ]


class FinishRound(RoundAct):
    """POST …/finish (办结批次)."""

    verb = "finish"

    def act(self, row: Round, person: Person) -> str:
        """Finish; its draws open to the public."""
        services.finish_round(round_id=row.pk, by=person)
        return _("批次已办结，抽取结果已向公众开放。")


def _lottery(name: str, drawn_on: date, numbers: int) -> dict[str, Any]:
    return {"name": name, "date": drawn_on.isoformat(), "numbers": numbers}


def _value(source: dict[str, Any], text: str) -> dict[str, Any]:
    if not text or len(text) > 200:
        raise Malformed(f"{source['name']}：填写数值", place=source["name"])
    told = {"name": source["name"], "date": source["date"]}
    if source.get("text"):
        return {**told, "text": text}
    parts = text.replace("，", " ").replace(",", " ").split()
    if not all(part.isdecimal() for part in parts):
        raise Malformed(f"{source['name']}：只填数字，用空格隔开", place=source["name"])
    return {**told, "numbers": [int(part) for part in parts]}
