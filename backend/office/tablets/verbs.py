"""What the office does with tablets: lets in, revokes, resets a passphrase, reads a journal."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backend.accounts import services
from backend.accounts.models import Device, PassphraseReset, Region
from backend.core.refusals import Missing
from backend.office.acts import Act
from backend.office.tablets.enrolment import Shown, shown
from backend.office.tablets.list_page import DevicesPage
from backend.office.tablets.page import DevicePage, found
from backend.office.tablets.permissions import KEEPS_TABLETS
from backend.office.tablets.pieces import title_of
from backend.sync.services.journals import import_journal
from backend.sync.services.opening import open_waiting


class CodeForm(forms.Form):
    """What a new tablet is called and whose it is."""

    label = forms.CharField(max_length=60, label=gettext_lazy("平板名称"))
    region = forms.CharField(max_length=12, label=gettext_lazy("使用区划"))


class MakeCode(Act, DevicesPage):
    """POST /office/devices/codes: a one-time code, shown once as QR (生成登记码)."""

    verb = "code"
    form_class = CodeForm
    made: Shown

    def act(self, data: dict[str, Any]) -> str:
        """Make it; the answer is kept by nobody."""
        region, label = self.named_region(data["region"]), data["label"]
        code = services.make_enrolment_code(label=label, region_code=region.code, by=self.person)
        self.made = shown(label=label, region=region.name, code=code)
        return ""

    def done(self, told: str) -> HttpResponse:
        """Show it above the list, this once."""
        return self.render_to_response(self.get_context_data(**self.kwargs, made=self.made))


class JournalForm(forms.Form):
    """A journal as a tablet exported it; the service judges it piece by piece."""

    file = forms.FileField(
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("先选择从平板导出的日志文件")},
    )


class ImportJournal(Act, DevicesPage):
    """POST /office/devices/journals: an exported journal as a file (导入日志)."""

    verb = "journal"
    form_class = JournalForm

    def act(self, data: dict[str, Any]) -> str:
        """Keep its pieces; they are opened in the background."""
        said = import_journal(file=data["file"].file, by=self.person, roles=KEEPS_TABLETS)
        for fault in said["faults"]:
            why = {"n": fault["piece"], "why": title_of(fault["code"])}
            messages.error(self.request, _("第 %(n)s 片未能接收：%(why)s。") % why)
        count = len(said["pieces"])
        told = ngettext(
            "已收到 %(n)s 片密文，正在后台解开并入。",
            "已收到 %(n)s 片密文，正在后台解开并入。",
            count,
        )
        return told % {"n": count} if count else ""

    def after(self) -> str:
        """Go back to the list."""
        return reverse("office-devices")


class DeviceAct(Act, DevicePage):
    """A verb of one tablet; refused, its page says why."""

    @cached_property
    def device(self) -> Device:
        """Find the tablet; raises Missing when he may not see it."""
        return found(self.person, self.kwargs["device_id"])

    def region(self) -> Region:
        """Give whose tablet it is."""
        return self.device.region

    def after(self) -> str:
        """Go back to the tablet."""
        return reverse("office-device", args=[self.kwargs["device_id"]])


class Revoke(DeviceAct):
    """POST /office/devices/{id}/revoke (吊销平板)."""

    verb = "revoke"
    sure = True

    def act(self, data: dict[str, Any]) -> str:
        """Revoke."""
        services.revoke_device(device=self.device, actor=self.actor)
        told = _("已吊销“%(label)s”，其登录状态全部失效。")
        return told % {"label": self.device.label}


class OpenCiphertext(DeviceAct):
    """POST /office/devices/{id}/open: what a lost tablet handed over (解开托管密文)."""

    verb = "open"

    def act(self, data: dict[str, Any]) -> str:
        """Let the pieces that wait be opened in the background."""
        count = open_waiting(device=self.device, actor=self.actor)
        told = ngettext(
            "正在后台解开 %(n)s 片密文，稍后刷新本页查看结果。",
            "正在后台解开 %(n)s 片密文，稍后刷新本页查看结果。",
            count,
        )
        return told % {"n": count}


class ResetAct(Act, DevicesPage):
    """An answer to a forgotten passphrase; refused, the list says why."""

    @cached_property
    def reset(self) -> PassphraseReset:
        """Find the request; raises Missing when he may not see its tablet."""
        reset_id: UUID = self.kwargs["reset_id"]
        row = found(self.person, self.kwargs["device_id"]).resets.filter(pk=reset_id).first()
        if row is None:
            raise Missing("没有这项申请")
        return row

    def region(self) -> Region:
        """Give whose tablet it is."""
        return self.reset.device.region

    def after(self) -> str:
        """Go back to the list."""
        return reverse("office-devices")


class DigitsForm(forms.Form):
    """The digits that were read out; the service compares them."""

    check = forms.CharField(max_length=40, required=False, label=gettext_lazy("六位核对码"))


class Grant(ResetAct):
    """POST /office/devices/{id}/resets/{id}/grant (同意重置口令)."""

    verb = "grant"
    form_class = DigitsForm

    def act(self, data: dict[str, Any]) -> str:
        """Grant by the digits that were read out."""
        digits = data["check"].replace(" ", "")
        services.grant_reset(reset_id=self.reset.pk, check=digits, by=self.person)
        told = _("已同意“%(label)s”重置口令。平板联网后设置新口令，数据不受影响。")
        return told % {"label": self.reset.device.label}


class Refuse(ResetAct):
    """POST /office/devices/{id}/resets/{id}/refuse (拒绝重置口令)."""

    verb = "refuse"

    def act(self, data: dict[str, Any]) -> str:
        """Refuse."""
        services.refuse_reset(reset_id=self.reset.pk, by=self.person)
        return _("已拒绝“%(label)s”的重置申请。") % {"label": self.reset.device.label}
