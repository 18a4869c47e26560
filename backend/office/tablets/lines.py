"""The list of tablets (平板台账): its filters, its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Device, Person, Region
from backend.accounts.selectors import devices_of, waiting_resets
from backend.core import clock
from backend.office.filters import ALL, Filter
from backend.office.tablets.permissions import SEES_TABLETS
from backend.sync.models import Quarantined
from backend.sync.selectors import TabletStanding, ciphertexts, silent_since, standings

SILENT = timedelta(days=7)
TODO = [
    ALL,
    ("reset", _("口令重置待处理")),
    ("ciphertext", _("托管密文待解开")),
    ("silent", _("超过7日未联系")),
]


class DeviceFilter(Filter):
    """Name, state, region, what is still to do."""

    name = forms.CharField(label=_("平板名称"), max_length=60, required=False)
    state = forms.ChoiceField(label=_("状态"), required=False)
    region = forms.ChoiceField(label=_("区划"), required=False)
    todo = forms.ChoiceField(label=_("待办"), required=False, choices=TODO)

    def __init__(self, asked: Any, *, person: Person) -> None:
        super().__init__(asked)
        self.seen = devices_of(person, *SEES_TABLETS)
        regions = Region.objects.filter(pk__in=self.seen.order_by().values("region"))
        self.regions = list(regions.order_by("code"))
        self.offer("state", list(Device.State.choices))
        self.offer("region", [(one.code, one.name) for one in self.regions])

    def rows(self) -> QuerySet[Device]:
        """Give the tablets that fit, of those the person may see."""
        wanted, rows = self.wanted(), self.seen
        if name := wanted.get("name"):
            rows = rows.filter(label__icontains=name)
        if state := wanted.get("state"):
            rows = rows.filter(state=state)
        if region := wanted.get("region"):
            rows = rows.filter(region=region)
        return _to_do(rows, wanted.get("todo", ""))


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """One tablet as a row."""

    device: Device
    standing: TabletStanding
    asks: bool  # for its forgotten passphrase

    @property
    def active(self) -> bool:
        """Whether it is trusted."""
        return self.device.state == Device.State.ACTIVE

    @property
    def silent(self) -> bool:
        """Whether it was not in contact for long, or never."""
        at = self.standing.contact_at
        return self.active and (at is None or at < clock.now() - SILENT)


def device_lines(devices: Sequence[Device]) -> list[DeviceLine]:
    """Make the lines of some tablets; no row asks again."""
    ids = [one.pk for one in devices]
    told = standings(ids)
    asking = set(
        waiting_resets(Device.objects.filter(pk__in=ids)).values_list("device_id", flat=True)
    )
    return [DeviceLine(one, told[one.pk], one.pk in asking) for one in devices]


def _to_do(rows: QuerySet[Device], todo: str) -> QuerySet[Device]:
    if todo == "reset":
        return rows.filter(pk__in=waiting_resets(rows).values("device"))
    if todo == "ciphertext":
        ids = list(rows.values_list("pk", flat=True))
        waiting = ciphertexts(ids, state=Quarantined.State.WAITING)
        return rows.filter(pk__in=waiting.order_by().values("device_id"))
    if todo == "silent":
        quiet = silent_since(clock.now() - SILENT)
        return rows.filter(quiet, state=Device.State.ACTIVE)
    return rows
