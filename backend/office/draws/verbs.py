"""What the office does with a draw (抽取办理): randomness, substitutes, the end."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.accounts.models import Region
from backend.core.refusals import Refusal
from backend.draws import selectors, services
from backend.draws.models import Draw
from backend.office.acts import Act
from backend.office.draws.page import NOT_THERE, DrawPage
from backend.office.reach import found
from backend.planning.services import finish_task_of

NUMBERS = re.compile(r"[\s,，、]+")
Values = list[dict[str, Any]]


class DeclareForm(forms.Form):
    """Which home, why, by which paper."""

    home = forms.CharField(max_length=300, strip=False, label=gettext_lazy("机构"))
    reason = forms.CharField(max_length=200, label=gettext_lazy("理由"))
    document = forms.CharField(max_length=200, label=gettext_lazy("证明文件文号"))


class LabelForm(forms.Form):
    """Which home."""

    home = forms.CharField(max_length=300, strip=False, label=gettext_lazy("机构"))


class WhyForm(forms.Form):
    """Why."""

    reason = forms.CharField(max_length=500, label=gettext_lazy("理由"))


class DrawAct(Act, DrawPage):
    """A verb of one draw; refused, its page says why beside the form."""

    sure = True

    @cached_property
    def draw(self) -> Draw:
        """Find the draw; raises Missing when he may not see it."""
        rows = selectors.visible_to(self.person)
        draw: Draw = found(rows, self.kwargs["draw_id"], NOT_THERE)
        return draw

    def region(self) -> Region:
        """Give where it is drawn."""
        return self.draw.region

    def after(self) -> str:
        """Go back to the draw."""
        return reverse("office-draw", args=[self.kwargs["draw_id"]])


class EnterRandomness(DrawAct):
    """POST …/randomness (录入随机数): shown as the draw will read it, entered when confirmed."""

    verb = "randomness"
    sure = False

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show what the values come to, until somebody says that they are right."""
        if request.POST.get("sure") == "yes":
            return super().post(request, **kwargs)
        self.admit()
        try:
            text = selectors.randomness_of(self.draw, self.values())
        except Refusal as no:
            return self.say_no(no)
        shown = self.get_context_data(**kwargs, preview=text, typed=request.POST)
        return self.render_to_response(shown)

    def act(self, data: dict[str, Any]) -> str:
        """Enter them and draw; the same values twice give the same draw."""
        services.enter_randomness(draw_id=self.draw.pk, sources=self.values(), by=self.person)
        return _("已抽取，结果固定。检查任务随即按名单安排。")

    def values(self) -> Values:
        """Read one field a source, in the order they were announced."""
        return [
            _value(one, self.request.POST.get(f"value-{number}", ""))
            for number, one in enumerate(self.draw.pool.get("sources", []))
        ]


def _value(source: dict[str, Any], typed: str) -> dict[str, Any]:
    """Read what was typed for one source; the rules of the draw judge it."""
    named = {"name": source["name"], "date": source["date"]}
    if source.get("text"):
        return {**named, "text": typed.strip()}
    if source.get("hex"):
        return {**named, "hex": typed.strip().lower()}
    parts = [one for one in NUMBERS.split(typed.strip()) if one]
    return {**named, "numbers": [int(one) if one.isdecimal() else one for one in parts]}


class DeclareUnavailable(DrawAct):
    """POST …/declare-unavailable (申报无法检查)."""

    verb = "declare"
    form_class = DeclareForm

    def act(self, data: dict[str, Any]) -> str:
        """Declare."""
        label = data.pop("home")
        services.declare_unavailable(draw_id=self.draw.pk, label=label, by=self.person, **data)
        return _("已申报，请另一人核对证明文件后确认。")


class ConfirmUnavailable(DrawAct):
    """POST …/confirm-unavailable (确认无法检查)."""

    verb = "confirm"
    form_class = LabelForm

    def act(self, data: dict[str, Any]) -> str:
        """Confirm as the second person; twice is once."""
        services.confirm_unavailable(draw_id=self.draw.pk, label=data["home"], by=self.person)
        return _("已确认，可以递补抽取。")


class NextIteration(DrawAct):
    """POST …/next-iteration (递补抽取)."""

    verb = "next"

    def act(self, data: dict[str, Any]) -> str:
        """Open the next code."""
        services.next_iteration(draw_id=self.draw.pk, by=self.person)
        return _("已递补，新抽到的机构接在名单后面。")


class Finish(DrawAct):
    """POST …/finish (结束抽取)."""

    verb = "finish"

    def act(self, data: dict[str, Any]) -> str:
        """Finish once every visit is over; twice is once."""
        finish_task_of(draw_id=self.draw.pk, actor=self.actor)
        return _("抽取已结束，名单和密钥向社会公开。")


class Void(DrawAct):
    """POST …/void (作废)."""

    verb = "void"
    form_class = WhyForm

    def act(self, data: dict[str, Any]) -> str:
        """Void."""
        services.void_draw(draw_id=self.draw.pk, by=self.person, **data)
        return _("已作废，记录和理由保留并公开。")
