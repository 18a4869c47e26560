"""What the office does with a publication (公示办理): publish, withdraw, take down, confirm."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.accounts.models import Region
from backend.core.refusals import Refusal
from backend.office.acts import Act, Seen
from backend.office.publications.lines import VERBS
from backend.office.publications.page import (
    NOT_THERE,
    PublicationPage,
    seen_by,
)
from backend.office.reach import found
from backend.publication import services
from backend.publication.models import Publication


class WhyForm(Seen):
    """The version seen and why."""

    reason = forms.CharField(max_length=300, label=gettext_lazy("理由"))


class PublicationAct(Act, PublicationPage):
    """A verb of one publication; refused, its page says why beside the form."""

    form_class: type[forms.Form] = Seen
    sure = True

    @cached_property
    def row(self) -> Publication:
        """Find it; raises Missing when he may not see it."""
        row: Publication = found(seen_by(self.person), self.kwargs["publication_id"], NOT_THERE)
        return row

    def region(self) -> Region:
        """Give where it belongs."""
        return self.row.region

    def after(self) -> str:
        """Go back to it."""
        return reverse("office-publication", args=[self.kwargs["publication_id"]])


class Publish(PublicationAct):
    """POST …/publish (公示)."""

    verb = "publish"

    def act(self, data: dict[str, Any]) -> str:
        """Publish by the verb of its kind; raises Refusal for a kind that no person shows."""
        row = self.row
        verb = VERBS.get(row.kind)
        if verb is None:
            raise Refusal("这一种公示由系统在条件具备时自动公布", do="等待前一步办结")
        verb(publication_id=row.pk, by=self.person, **data)
        return _("已公示，内容和摘要从现在起固定。")


class Withdraw(PublicationAct):
    """POST …/withdraw (撤回)."""

    verb = "withdraw"
    form_class = WhyForm

    def act(self, data: dict[str, Any]) -> str:
        """Withdraw."""
        services.withdraw_publication(publication_id=self.row.pk, by=self.person, **data)
        return _("已撤回，公众不再看到；公开核验日志保留撤回记录。")


class TakeDown(PublicationAct):
    """POST …/takedown (下架)."""

    verb = "takedown"
    form_class = WhyForm

    def act(self, data: dict[str, Any]) -> str:
        """Take it down at once."""
        services.take_down(publication_id=self.row.pk, by=self.person, **data)
        return _("已下架，一分钟内从所有页面和缓存消失。请另一人在一个工作日内确认。")


class ConfirmTakedown(PublicationAct):
    """POST …/confirm-takedown (确认下架)."""

    verb = "confirm"
    form_class = forms.Form

    def act(self, data: dict[str, Any]) -> str:
        """Confirm as the second person."""
        services.confirm_takedown(publication_id=self.row.pk, by=self.person)
        return _("已确认下架。")
