"""What the office does with a home of the register: a manager, the numbers of its area."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.accounts.models import Region
from backend.accounts.selectors import scope
from backend.core.refusals import Refusal
from backend.inspections.models import EmergencyContact
from backend.inspections.refusals import ContactWithdrawn
from backend.inspections.services.contacts import add_contact, withdraw_contact
from backend.office.acts import Act
from backend.office.reach import found
from backend.office.sites.page import SitePage, managers_offered, site_of
from backend.office.sites.permissions import KEEPS_NUMBERS
from backend.registers import services
from backend.registers.models import Site
from backend.registers.refusals import NotHomeManager

NOT_HIS = "没有这个电话，或者不由你维护"


class SiteAct(Act, SitePage):
    """A verb of one home; refused, the home's page says why beside the form."""

    @cached_property
    def site(self) -> Site:
        """Find the home; raises Missing when it is not of his area."""
        return site_of(self.person, self.kwargs["site_id"])

    def region(self) -> Region:
        """Give where the home is."""
        return self.site.region

    def after(self) -> str:
        """Go back to the home."""
        return reverse("office-site", args=[self.kwargs["site_id"]])


class ManagerForm(forms.Form):
    """Who is appointed."""

    username = forms.CharField(max_length=150, label=gettext_lazy("登录名"))


class AppointManager(SiteAct):
    """POST …/managers: for all sites of the holder, or this place without one (指定负责人)."""

    verb = "manager"
    form_class = ManagerForm

    def act(self, data: dict[str, Any]) -> str:
        """Appoint; twice is once."""
        person = managers_offered(self.person).filter(username=data["username"].strip()).first()
        if person is None:
            raise NotHomeManager(expected=_("已授予机构负责人角色的人员"), came=data["username"])
        holder = self.site.legal_person
        target: dict[str, Any] = {"legal_person": holder} if holder else {"site": self.site}
        services.appoint_home_manager(person=person, actor=self.actor, **target)
        return _("已指定 %(name)s 为机构负责人。") % {"name": person.name}


class ContactForm(forms.Form):
    """One number of the office's own."""

    title_zh = forms.CharField(max_length=60, label=gettext_lazy("单位或者人员"))
    title_en = forms.CharField(max_length=80, required=False, label=gettext_lazy("英文名称"))
    phone = forms.RegexField(r"^[0-9+][0-9 +()转-]{1,38}$", label=gettext_lazy("电话"))
    source = forms.CharField(max_length=200, required=False, label=gettext_lazy("来源"))


class AddContact(SiteAct):
    """POST …/contacts: a number for the whole area of the home (添加紧急联系电话)."""

    verb = "contact"
    form_class = ContactForm

    def act(self, data: dict[str, Any]) -> str:
        """Add it."""
        add_contact(region=self.site.region, by=self.person, **data)
        return _("已添加，此后下发的检查任务都带有这个电话。")


class WithdrawContact(SiteAct):
    """POST …/contacts/{id}/withdraw (撤下紧急联系电话)."""

    verb = "withdraw-contact"

    def act(self, data: dict[str, Any]) -> str:
        """Withdraw it; public numbers are nobody's."""
        mine = EmergencyContact.objects.filter(scope(self.person, *KEEPS_NUMBERS))
        row = found(mine, self.kwargs["contact_id"], NOT_HIS)
        withdraw_contact(contact=row, by=self.person)
        return _("已撤下，此后下发的检查任务不再带有这个电话。")

    def done_before(self, no: Refusal) -> bool:
        """Take a second click for the first."""
        return no.code == ContactWithdrawn.code
