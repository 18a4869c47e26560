"""The tablets of an office (平板台账), and the same list as files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from backend.accounts.selectors import devices_of, regions_of, waiting_resets
from backend.look.days import moment
from backend.look.page import Page, person_of
from backend.look.paging import part
from backend.look.sheets import Cell, in_parts
from backend.office.files import as_files
from backend.office.tablets.lines import DeviceFilter, DeviceLine, device_lines
from backend.office.tablets.permissions import KEEPS_TABLETS


class DevicesPage(Page):
    """/office/devices?name=&state=&region=&todo=&cursor=."""

    here = "devices"
    template_name = "office/tablets/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List a page, newest first; what waits for an answer stands above it."""
        person = person_of(self.request)
        wanted = DeviceFilter(self.request.GET, person=person)
        rows = wanted.rows()
        found = part(self.request, rows, ordering=("-enrolled_at", "-pk"))
        return super().get_context_data(
            filter=wanted,
            asked=wanted.wanted(),
            regions=wanted.regions,
            count=rows.count(),
            lines=device_lines(found.rows),
            part=found,
            resets=waiting_resets(devices_of(person, *KEEPS_TABLETS)),
            offered=regions_of(person, *KEEPS_TABLETS),
            **kwargs,
        )


def head() -> list[str]:
    """Name the columns; units stand here, not in the cells."""
    return [
        _("平板名称"),
        _("区划"),
        _("状态"),
        _("登记时间"),
        _("吊销时间"),
        _("最近联系"),
        _("最后序号"),
        _("缺号（个）"),
        _("持久水位"),
        _("待解开密文（片）"),
        _("口令重置待处理"),
        _("编号"),
    ]


def _cells(request: HttpRequest) -> Iterator[list[Cell]]:
    wanted = DeviceFilter(request.GET, person=person_of(request))
    for some in in_parts(wanted.rows().order_by("-enrolled_at", "-pk")):
        for line in device_lines(some):
            yield _row(line)


def _row(line: DeviceLine) -> list[Cell]:
    device, told = line.device, line.standing
    return [
        device.label,
        device.region.name,
        str(device.get_state_display()),
        moment(device.enrolled_at),
        moment(device.revoked_at),
        moment(told.contact_at),
        told.last_seq,
        told.missing,
        told.durable,
        told.ciphertext,
        _("是") if line.asks else "",
        str(device.pk),
    ]


devices_csv, devices_xlsx = as_files("tablets", head, _cells)
