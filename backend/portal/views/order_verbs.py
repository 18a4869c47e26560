"""What a home does with an order: answers it, asks for more time (整改反馈, 申请延期)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from backend.portal.answering import Reply, reply_to, sent_files
from backend.portal.views.orders import OneOrder
from backend.portal.views.page import Act
from backend.rectifications import services

MOST_DAYS = 365


class OrderVerb(Act, OneOrder):
    """A form on the page of an order."""

    def onward(self) -> tuple[str, Any]:
        """Back to the order."""
        return "portal-order", self.order.pk


class AnswerOrder(OrderVerb):
    """POST …/answer: what was done about each problem, with photos and documents."""

    about = "answer"
    reply: Reply

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Take the answer once every problem has its words."""
        self.reply = reply_to(self.order, request.POST)
        if not self.reply.text:
            return self.refused({"title": _("还有没写的内容，见下面标出的地方")}, 400)
        return super().post(request, **kwargs)

    def act(self) -> str:
        """Hand it in."""
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


class AskExtension(OrderVerb):
    """POST …/extension."""

    about = "extension"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Read how many days."""
        amount = self.typed("amount")
        if not (amount.isascii() and amount.isdigit() and 0 < int(amount[:4]) <= MOST_DAYS):
            return self.refused({"title": _("延期天数填 1 至 365 的整数")}, 400)
        return super().post(request, **kwargs)

    def act(self) -> str:
        """Ask."""
        services.ask_extension(
            order_id=self.order.pk,
            amount=int(self.typed("amount")),
            reason=self.typed("reason")[:1000],
            by=self.person,
        )
        return _("延期申请已提交，等待答复。答复前仍按原期限计算。")
