"""What the office does with people (人员): lets in, gives and takes roles, ends logins."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backend.accounts import services
from backend.accounts.models import Grant, Person
from backend.accounts.roles import Role
from backend.accounts.selectors import scope
from backend.office.acts import Act
from backend.office.people.staff.list_page import PeoplePage
from backend.office.people.staff.page import PersonPage, admitted
from backend.office.reach import found

NO_ROLE = "没有这项角色，或者不在你的管辖范围"


class PersonForm(forms.Form):
    """Who logs in; the service judges the password, which is shown nowhere again."""

    username = forms.CharField(max_length=60, label=gettext_lazy("登录名"))
    name = forms.CharField(max_length=60, label=gettext_lazy("姓名"))
    department = forms.CharField(max_length=40, required=False, label=gettext_lazy("部门"))
    password = forms.CharField(max_length=200, strip=False, label=gettext_lazy("初始口令"))


class RoleForm(forms.Form):
    """Which role, where."""

    role = forms.ChoiceField(choices=Role.choices, label=gettext_lazy("角色"))
    region = forms.CharField(max_length=12, label=gettext_lazy("区划"))


class CreatePerson(Act, PeoplePage):
    """POST /office/people/new (新增人员)."""

    verb = "create"
    form_class = PersonForm
    made: Person

    def act(self, data: dict[str, Any]) -> str:
        """Create; who has no role yet can do nothing."""
        self.made = services.create_person(actor=self.actor, **data)
        return _("已新增“%(name)s”。授予角色以后才能办理业务。") % {"name": self.made.name}

    def after(self) -> str:
        """Go to the new person, where a role is given."""
        return reverse("office-person", args=[self.made.pk])


class PersonAct(Act, PersonPage):
    """A verb of one person; refused, the person's page says why beside the form."""

    @cached_property
    def one(self) -> Person:
        """Find the person; raises Missing for one of another area."""
        return admitted(self.person, self.kwargs["person_id"])

    def admit(self) -> None:
        """Let in who gives roles to this person."""
        assert self.one

    def after(self) -> str:
        """Go back to the person."""
        return reverse("office-person", args=[self.one.pk])


class GrantRole(PersonAct):
    """POST …/grants (授予角色)."""

    verb = "grant"
    form_class = RoleForm

    def act(self, data: dict[str, Any]) -> str:
        """Grant; twice is once."""
        region = self.named_region(data["region"])
        grant = services.grant_role(
            person=self.one, role=data["role"], region_code=region.code, actor=self.actor
        )
        told = {"role": grant.get_role_display(), "region": region.name}
        return _("已授予角色：%(role)s（%(region)s）。") % told


class EndGrant(PersonAct):
    """POST …/grants/{grant}/end (收回角色)."""

    verb = "end-grant"
    sure = True

    def act(self, data: dict[str, Any]) -> str:
        """Take it back; raises Missing for a role of another area."""
        held = Grant.objects.filter(scope(self.person, *self.roles), person=self.one)
        grant = found(held.select_related("region"), self.kwargs["grant_id"], NO_ROLE)
        services.end_grant(grant=grant, by=self.person)
        told = {"role": grant.get_role_display(), "region": grant.region.name}
        return _("已收回角色：%(role)s（%(region)s）。") % told


class BlockPerson(PersonAct):
    """POST …/block (停用账号)."""

    verb = "block"
    sure = True

    def act(self, data: dict[str, Any]) -> str:
        """Block."""
        services.block_person(person=self.one, by=self.person)
        return _("已停用“%(name)s”的账号，其全部登录已结束。") % {"name": self.one.name}


class UnblockPerson(PersonAct):
    """POST …/unblock (恢复账号)."""

    verb = "unblock"

    def act(self, data: dict[str, Any]) -> str:
        """Unblock."""
        services.unblock_person(person=self.one, by=self.person)
        return _("已恢复“%(name)s”的账号。") % {"name": self.one.name}


class EndSessions(PersonAct):
    """POST …/end-sessions (强制下线)."""

    verb = "end"
    sure = True

    def act(self, data: dict[str, Any]) -> str:
        """End them."""
        count = services.end_sessions_of(person=self.one, actor=self.actor)
        words = "已结束全部登录，其中平板检查端和接口 %(n)s 个。"
        return ngettext(words, words, count) % {"n": count}
