"""What the office does with officers and assessors (名录): adds, bars, notes a year."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from backend.accounts.models import Region
from backend.accounts.selectors import people_of
from backend.office.acts import Act
from backend.office.people.officers import forms
from backend.office.people.officers.list_page import OfficersPage
from backend.office.people.officers.page import NOT_THERE, OfficerPage
from backend.office.people.permissions import REGISTERS
from backend.office.reach import found
from backend.registers import services
from backend.registers.models import Interest, Officer
from backend.registers.selectors import officers_visible_to, sites_visible_to
from backend.registers.services.officers import SOFT


class AddOfficer(Act, OfficersPage):
    """POST /office/officers/new (登记执法检查人员、评定人员)."""

    verb = "add"
    made: Officer

    @cached_property
    def sent(self) -> forms.OfficerForm:
        """Read what was sent; the login is one of somebody he may speak of."""
        return forms.OfficerForm(self.request.POST, people=people_of(self.person, *REGISTERS))

    def act(self, data: dict[str, Any]) -> str:
        """Add."""
        region = self.named_region(data.pop("region"))
        self.made = services.add_officer(region=region, actor=self.actor, **data)
        told = {"name": self.made.name, "pool": self.made.get_pool_display()}
        return _("已登记“%(name)s”（%(pool)s）。") % told

    def after(self) -> str:
        """Go to the new one."""
        return reverse("office-officer", args=[self.made.pk])


class OfficerAct(Act, OfficerPage):
    """A verb of one officer; refused, the officer's page says why beside the form."""

    @cached_property
    def officer(self) -> Officer:
        """Find the officer; raises Missing when he may not see him."""
        rows = officers_visible_to(self.person)
        officer: Officer = found(rows, self.kwargs["officer_id"], NOT_THERE)
        return officer

    def region(self) -> Region:
        """Give where the officer belongs."""
        return self.officer.region

    def after(self) -> str:
        """Go back to the officer."""
        return reverse("office-officer", args=[self.kwargs["officer_id"]])


class DeclareInterest(OfficerAct):
    """POST …/interests (申报回避)."""

    verb = "interest"

    @cached_property
    def sent(self) -> forms.InterestForm:
        """Read what was sent; the home is one he can see."""
        return forms.InterestForm(self.request.POST, sites=sites_visible_to(self.person))

    def act(self, data: dict[str, Any]) -> str:
        """Declare; the reason decides whether it bars or is weighed."""
        site, whole = data.pop("site"), data.pop("whole")
        kind = Interest.Kind.SOFT if data["reason"] in SOFT else Interest.Kind.HARD
        about = {"legal_person": site.legal_person} if whole else {"site": site}
        row = services.declare_interest(
            officer=self.officer, kind=kind, actor=self.actor, **about, **data
        )
        told = {"kind": row.get_kind_display(), "name": site.name}
        return _("已登记回避：%(name)s（%(kind)s）。") % told


class RecordYear(OfficerAct):
    """POST …/years (评定人员年度培训和考试)."""

    verb = "year"
    form_class = forms.YearForm

    def act(self, data: dict[str, Any]) -> str:
        """Record; sent again, the year is brought up to date."""
        row = services.record_assessor_year(officer=self.officer, actor=self.actor, **data)
        return _("已记录 %(year)s 年度培训和考试。") % {"year": row.year}
