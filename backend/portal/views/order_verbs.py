"""What a home does with an order: answers it, asks for more time (整改反馈, 申请延期)."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.core.refusals import Malformed
from backend.portal.answering import Reply, reply_to, sent_files
from backend.portal.views.orders import OneOrder
from backend.portal.views.page import Act
from backend.rectifications import services

NO_DAYS = gettext_lazy("延期天数填 1 至 365 的整数")


class OrderVerb(Act, OneOrder):
    """A form on the page of an order."""

    def after(self) -> str:
        """Back to the order."""
        return reverse("portal-order", args=[self.order.pk])


class AnswerOrder(OrderVerb):
    """POST …/answer: what was done about each problem, with photos and documents."""

    verb = "answer"

    @cached_property
    def reply(self) -> Reply:
        """Read what was done about each problem."""
        return reply_to(self.order, self.request.POST)

    def act(self, data: dict[str, Any]) -> str:
        """Hand it in, once every problem has its words."""
        if not self.reply.text:
            raise Malformed(_("还有没写的内容，见下面标出的地方"))
        services.answer_order(
            order_id=self.order.pk,
            text=self.reply.text,
            files=sent_files(self.request.FILES),
            person=self.person,
        )
        return _("整改已提交，等待复查。")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Keep what was written; files have to be chosen again."""
        return super().get_context_data(reply=self.reply, **kwargs)


class ExtensionForm(forms.Form):
    """How many days, and why."""

    amount = forms.IntegerField(
        min_value=1,
        max_value=365,
        label="",
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), NO_DAYS),
    )
    reason = forms.CharField(max_length=1000, required=False, label=gettext_lazy("理由"))


class AskExtension(OrderVerb):
    """POST …/extension."""

    verb = "extension"
    form_class = ExtensionForm

    def act(self, data: dict[str, Any]) -> str:
        """Ask."""
        services.ask_extension(order_id=self.order.pk, by=self.person, **data)
        return _("延期申请已提交，等待答复。答复前仍按原期限计算。")
