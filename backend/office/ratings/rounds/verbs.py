"""What the office does with a round (办理批次): announce, draw the assessors, finish."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from backend.accounts.models import Region
from backend.core.refusals import Malformed, Missing
from backend.draws.models import Draw
from backend.draws.services import Witness, enter_randomness
from backend.office.acts import Act
from backend.office.ratings import forms as fields
from backend.office.ratings.rounds.announce_page import AnnouncePage
from backend.office.ratings.rounds.lines import draw_lines
from backend.office.ratings.rounds.page import RoundPage
from backend.ratings import services
from backend.ratings.models import Round, RoundDraw
from backend.standards.selectors import visible_to

LOTTERY = (("大乐透前区", 5), ("大乐透后区", 2))  # Source: draws.md 1


class AnnounceRound(Act, AnnouncePage):
    """POST /office/rounds/announce (发布批次); the same round twice is once."""

    http_method_names = ["get", "post"]
    verb = "announce"
    form_class = fields.RoundForm
    made: Round

    def act(self, data: dict[str, Any]) -> str:
        """Announce it, for a region of the person's."""
        region, checklist = self.named_region(data.pop("region")), data.pop("checklist")
        if not visible_to(self.person).filter(pk=checklist).exists():
            raise Missing("没有这一版检查标准，或者尚未发布", place="checklist")
        same = {name: data[name] for name in ("title", "window_from", "window_until")}
        before = Round.objects.filter(
            region=region, checklist=checklist, announced_by=self.person, **same
        ).first()
        self.made = before or services.announce_round(
            region=region, checklist_id=checklist, by=self.person, **data
        )
        return _("批次已发布，申报规则从今天起不再变动。")

    def after(self) -> str:
        """Go on to the round."""
        return reverse("office-round", args=[self.made.pk])


class RoundAct(Act, RoundPage):
    """A verb of one round; refused, the round's page says why beside the form."""

    @cached_property
    def row(self) -> Round:
        """Find the round; raises Missing when he may not see it."""
        return self.round()

    def region(self) -> Region:
        """Give whose round it is."""
        return self.row.region

    def after(self) -> str:
        """Go back to the round."""
        return reverse("office-round", args=[self.row.pk])


class DrawAssessors(RoundAct):
    """POST …/draw (抽取评定人员): before an outside witness, or by a coming lottery."""

    verb = "draw"

    @cached_property
    def sent(self) -> forms.Form:
        """Read the form of the way that was chosen."""
        lottery = self.request.POST.get("mode") == "lottery"
        return (fields.LotteryForm if lottery else fields.DrawForm)(self.request.POST)

    def act(self, data: dict[str, Any]) -> str:
        """Announce the draw; while one waits for its values, it is that one."""
        if any(one.row.draw.state == Draw.State.ANNOUNCED for one in draw_lines(self.row)):
            return _("抽取已经公告，录入随机数值后产生结果。")
        if "drawn_on" in data:
            sources = [_lottery(name, data["drawn_on"], n) for name, n in LOTTERY]
            wish: dict[str, Any] = {"sources": sources}
        else:
            wish = {"witness": Witness(data["organisation"], data["witness"])}
        services.draw_assessors(round_id=self.row.pk, until=data["until"], by=self.person, **wish)
        return _("抽取已公告，名单和随机数来源已固定。")


class EnterValues(RoundAct):
    """POST …/draws/{id}/values (录入随机数并抽取)."""

    verb = "values"

    def act(self, data: dict[str, Any]) -> str:
        """Enter what the witness typed, or the lottery's numbers; the same twice is once."""
        found = self.row.draws.filter(draw=self.kwargs["draw_id"]).select_related("draw").first()
        if found is None:
            raise Missing("没有这次抽取")
        enter_randomness(draw_id=found.draw_id, sources=self.values(found), by=self.person)
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

    def act(self, data: dict[str, Any]) -> str:
        """Finish; its draws open to the public."""
        services.finish_round(round_id=self.row.pk, by=self.person)
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
