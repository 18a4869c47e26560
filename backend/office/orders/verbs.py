"""What the office does with an order (整改办理): issue, date, more time, re-check, close."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.accounts.models import Region
from backend.core.refusals import Missing
from backend.look.days import day
from backend.office.acts import Act, Seen
from backend.office.orders.page import NOT_THERE, OrderPage
from backend.office.reach import found
from backend.rectifications import selectors as rectifications
from backend.rectifications import services
from backend.rectifications.models import Order, Recheck


class DateForm(forms.Form):
    """The date that stands on the paper."""

    served_on = forms.DateField(label=gettext_lazy("送达日期"))


class ExtendForm(Seen):
    """How much more time, and why."""

    amount = forms.IntegerField(min_value=1, max_value=365, label=gettext_lazy("延长"))
    reason = forms.CharField(max_length=1000, label=gettext_lazy("理由"))


class RefuseForm(forms.Form):
    """Which request, and why not."""

    request = forms.UUIDField()
    reason = forms.CharField(max_length=1000, label=gettext_lazy("理由"))


class RecheckForm(Seen):
    """What the officer found."""

    result = forms.ChoiceField(choices=Recheck.Result.choices, label=gettext_lazy("复查结果"))
    way = forms.ChoiceField(choices=Recheck.Way.choices, label=gettext_lazy("复查方式"))
    note = forms.CharField(max_length=2000, required=False, label=gettext_lazy("说明"))


class OrderAct(Act, OrderPage):
    """A verb of one order; refused, the order's page says why beside the form."""

    form_class: type[forms.Form] = Seen

    @cached_property
    def order(self) -> Order:
        """Find the order; raises Missing when he may not see it."""
        rows = rectifications.visible_to(self.person).select_related("site__region")
        order: Order = found(rows, self.kwargs["order_id"], NOT_THERE)
        return order

    def region(self) -> Region:
        """Give where the home is."""
        return self.order.site.region

    def after(self) -> str:
        """Go back to the order."""
        return reverse("office-order", args=[self.kwargs["order_id"]])


class Issue(OrderAct):
    """POST …/issue (签发)."""

    verb = "issue"
    sure = True

    def act(self, data: dict[str, Any]) -> str:
        """Issue."""
        order = services.issue_order(order_id=self.order.pk, actor=self.actor, **data)
        number = order.paper.number if order.paper else ""
        return _("已签发 %(number)s，文书正在制作，等待送达。") % {"number": number}


class ConfirmDate(OrderAct):
    """POST …/confirm-service (确认送达日期)."""

    verb = "date"
    form_class = DateForm
    sure = True

    def act(self, data: dict[str, Any]) -> str:
        """Confirm."""
        order = services.confirm_order_service(order_id=self.order.pk, actor=self.actor, **data)
        return _("已确认送达日期，整改期限至 %(day)s。") % {"day": day(order.due_on)}


class Extend(OrderAct):
    """POST …/extend (批准延期)."""

    verb = "extend"
    form_class = ExtendForm
    sure = True

    def act(self, data: dict[str, Any]) -> str:
        """Extend."""
        order = services.extend_order(order_id=self.order.pk, head=self.person, **data)
        return _("已批准延期，整改期限至 %(day)s。") % {"day": day(order.due_on)}


class RefuseExtension(OrderAct):
    """POST …/refuse-extension (不同意延期)."""

    verb = "extend"
    form_class = RefuseForm

    def act(self, data: dict[str, Any]) -> str:
        """Refuse."""
        asked = self.order.extension_requests.filter(pk=data["request"]).first()
        if asked is None:
            raise Missing("没有这项延期申请")
        services.refuse_extension(request_id=asked.pk, reason=data["reason"], by=self.person)
        return _("已答复机构：不同意延期，期限不变。")


class RecheckOrder(OrderAct):
    """POST …/recheck (复查)."""

    verb = "recheck"
    form_class = RecheckForm

    def act(self, data: dict[str, Any]) -> str:
        """Re-check."""
        order = services.recheck_order(order_id=self.order.pk, person=self.person, **data)
        return _("复查已记录，整改状态：%(state)s。") % {"state": order.get_state_display()}


class Close(OrderAct):
    """POST …/close (销号)."""

    verb = "close"
    sure = True

    def act(self, data: dict[str, Any]) -> str:
        """Close."""
        services.close_order(order_id=self.order.pk, person=self.person, **data)
        return _("已销号，公示页面的整改情况随之更新。")
