"""What the forms of ratings hold (等级评定表单); what is wrong is said beside the field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backend.ratings.models import Removal, Review

LONG = 4000


class Seen(forms.Form):
    """The version of the row when its page was opened."""

    seen_version = forms.IntegerField(min_value=1, required=False)


class Reason(Seen):
    """Why; whether it is wanted is the service's to say."""

    reason = forms.CharField(label=_("理由"), max_length=LONG, required=False)


class Refusing(Reason):
    """Why not, and what was found untrue."""

    false_material = forms.CharField(label=_("材料不实之处"), max_length=400, required=False)


class Window(Seen):
    """From when until when the home is visited."""

    window_from = forms.DateField(label=_("开始日期"))
    window_until = forms.DateField(label=_("截止日期"))

    def clean(self) -> dict[str, Any]:
        """Hold the order of the days."""
        told = super().clean() or {}
        first, last = told.get("window_from"), told.get("window_until")
        if first and last and last < first:
            self.add_error("window_until", _("截止日期早于开始日期"))
        return told


class Replacing(Reason):
    """Who cannot go, and why."""

    officer = forms.UUIDField()


class Words(Seen):
    """What somebody says."""

    words = forms.CharField(label=_("内容"), max_length=LONG, required=False)


class VoteForm(Reason):
    """A level, a dash for none: nothing marked is no vote."""

    level = forms.CharField(label=_("意见"), max_length=20)


class Answer(Seen):
    """An answer to an objection."""

    answer = forms.CharField(label=_("答复"), max_length=LONG, required=False)


class ReviewAnswer(Answer):
    """An answer to a review or an appeal."""

    outcome = forms.ChoiceField(label=_("结果"), choices=Review.Outcome.choices)
    again = forms.ChoiceField(
        choices=[("vote", "vote"), ("assessment", "assessment")], required=False
    )


class Proposal(Seen):
    """What shall be taken, to which level, on which grounds."""

    kind = forms.ChoiceField(label=_("拟作决定"), choices=Removal.Kind.choices)
    to_level = forms.CharField(max_length=20, required=False)
    grounds = forms.CharField(label=_("事实和理由"), max_length=LONG, required=False)
    clause = forms.CharField(label=_("依据条款"), max_length=200, required=False)


class RemovalDecision(Reason):
    """Imposed or dropped."""

    outcome = forms.ChoiceField(label=_("决定"), choices=Removal.Outcome.choices)


class RoundForm(forms.Form):
    """A round: title, checklist, window, whether it is a demonstration."""

    region = forms.CharField(max_length=12)
    title = forms.CharField(label=_("批次名称"), max_length=120)
    checklist = forms.UUIDField(label=_("评定标准"))
    window_from = forms.DateField(label=_("申报开始日期"))
    window_until = forms.DateField(label=_("申报截止日期"))
    demonstration = forms.BooleanField(required=False)


class DrawForm(forms.Form):
    """The last day of the visits, and the outside witness."""

    until = forms.DateField(label=_("现场评定截止日期"))
    organisation = forms.CharField(label=_("见证人单位"), max_length=120)
    witness = forms.CharField(label=_("见证人姓名"), max_length=60)


class LotteryForm(forms.Form):
    """The last day of the visits, and the day of the lottery."""

    until = forms.DateField(label=_("现场评定截止日期"))
    drawn_on = forms.DateField(label=_("开奖日期"))
