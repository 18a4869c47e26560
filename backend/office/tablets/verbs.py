"""What the office does with tablets: lets in, revokes, resets a passphrase, reads a journal."""

from __future__ import annotations

from typing import Any, BinaryIO, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backend.accounts import services
from backend.accounts.models import Device, PassphraseReset
from backend.accounts.selectors import devices_of, holds_any
from backend.core.refusals import Missing, Refusal
from backend.look.page import person_of
from backend.office.enrolment import shown
from backend.office.permissions import KEEPS_TABLETS
from backend.office.pieces import title_of
from backend.office.views.devices import DevicesPage
from backend.sync.services.journals import import_journal
from backend.sync.services.opening import open_waiting

HINTS = {  # what to do, where the refusal itself speaks to tablets
    "check-digits-differ": gettext_lazy("请持平板人员重新读出六位核对码；仍不一致的，拒绝该申请"),
    "reset-closed": gettext_lazy("请持平板人员重新提出申请"),
    "device-already-revoked": gettext_lazy("无须再次吊销"),
    "device-revoked": gettext_lazy("已吊销的平板不能重置口令"),
    "not-your-region": gettext_lazy("选择你管辖的区划"),
}


class Act(DevicesPage):
    """A write by a form; refused, it shows the list again with the reason above it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it, or say why not."""
        try:
            return self.act(request, **kwargs)
        except Refusal as no:
            return self.show(status=no.status, problem=_problem(no))

    def act(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Call the service."""
        raise NotImplementedError

    def show(self, *, status: int = 200, **told: Any) -> HttpResponse:
        """Show the list with something above it."""
        return self.render_to_response(self.get_context_data(**told), status=status)

    def device(self, device_id: UUID) -> Device:
        """Find a tablet of the person's own area; raises Missing."""
        mine = devices_of(person_of(self.request), *KEEPS_TABLETS)
        device = mine.filter(pk=device_id).first()
        if device is None:
            raise Missing("没有这台平板，或者不在你的管辖范围")
        return device


class CodeForm(forms.Form):
    """What a new tablet is called and whose it is."""

    label = forms.CharField(max_length=60)
    region = forms.CharField(max_length=12)


class MakeCode(Act):
    """POST /office/devices/codes: a one-time code, shown once as QR (生成登记码)."""

    def act(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Make it; the answer is kept by nobody."""
        form, person = CodeForm(request.POST), person_of(request)
        if not form.is_valid():
            return self.show(status=400, wrong_code=_("填写平板名称，并选择区划"))
        region = services.region(form.cleaned_data["region"])
        if not holds_any(person, KEEPS_TABLETS, region):
            raise Missing("该区划不在你的管辖范围")
        label = form.cleaned_data["label"]
        code = services.make_enrolment_code(label=label, region_code=region.code, by=person)
        return self.show(made=shown(label=label, region=region.name, code=code))


class Revoke(Act):
    """POST /office/devices/{id}/revoke (吊销平板)."""

    def act(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Revoke, once somebody said that he means it."""
        device = self.device(kwargs["device_id"])
        if request.POST.get("sure") != "yes":
            return self.show(status=400, problem={"title": _("吊销前先勾选确认")})
        services.revoke_device(device=device, actor=str(person_of(request).pk))
        told = _("已吊销“%(label)s”，其登录状态全部失效。") % {"label": device.label}
        messages.success(request, told)
        return redirect("office-device", device_id=device.pk)


class Grant(Act):
    """POST /office/devices/{id}/resets/{id}/grant (同意重置口令)."""

    def act(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Grant by the digits that were read out."""
        row = _reset(self.device(kwargs["device_id"]), kwargs["reset_id"])
        digits = request.POST.get("check", "").replace(" ", "")
        services.grant_reset(reset_id=row.pk, check=digits, by=person_of(request))
        told = _("已同意“%(label)s”重置口令。平板联网后设置新口令，数据不受影响。")
        messages.success(request, told % {"label": row.device.label})
        return redirect("office-devices")


class Refuse(Act):
    """POST /office/devices/{id}/resets/{id}/refuse (拒绝重置口令)."""

    def act(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Refuse."""
        row = _reset(self.device(kwargs["device_id"]), kwargs["reset_id"])
        services.refuse_reset(reset_id=row.pk, by=person_of(request))
        told = _("已拒绝“%(label)s”的重置申请。") % {"label": row.device.label}
        messages.success(request, told)
        return redirect("office-devices")


class ImportJournal(Act):
    """POST /office/devices/journals: an exported journal as a file (导入日志)."""

    def act(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Keep its pieces; they are opened in the background."""
        file = request.FILES.get("file")
        if not isinstance(file, UploadedFile) or file.file is None:
            return self.show(status=400, wrong_journal=_("先选择从平板导出的日志文件"))
        said = import_journal(
            file=cast(BinaryIO, file.file), by=person_of(request), roles=KEEPS_TABLETS
        )
        if count := len(said["pieces"]):
            told = ngettext(
                "已收到 %(n)s 片密文，正在后台解开并入。",
                "已收到 %(n)s 片密文，正在后台解开并入。",
                count,
            )
            messages.success(request, told % {"n": count})
        for fault in said["faults"]:
            why = {"n": fault["piece"], "why": title_of(fault["code"])}
            messages.error(request, _("第 %(n)s 片未能接收：%(why)s。") % why)
        return redirect("office-devices")


class OpenCiphertext(Act):
    """POST /office/devices/{id}/open: what a lost tablet handed over (解开托管密文)."""

    def act(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Let the pieces that wait be opened in the background."""
        device = self.device(kwargs["device_id"])
        count = open_waiting(device=device, actor=str(person_of(request).pk))
        told = ngettext(
            "正在后台解开 %(n)s 片密文，稍后刷新本页查看结果。",
            "正在后台解开 %(n)s 片密文，稍后刷新本页查看结果。",
            count,
        )
        messages.success(request, told % {"n": count})
        return redirect("office-device", device_id=device.pk)


def _reset(device: Device, reset_id: UUID) -> PassphraseReset:
    row = device.resets.filter(pk=reset_id).first()
    if row is None:
        raise Missing("没有这项申请")
    return row


def _problem(no: Refusal) -> dict[str, Any]:
    """Say a refusal in the reader's language: its title, and what to do."""
    told = no.problem()
    if no.status == Missing.status:
        return {"title": told["title"], "detail": told["detail"]}
    return {"title": told["title"], "do": str(HINTS.get(no.code, ""))}
