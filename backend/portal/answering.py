"""A home's answer to an order, problem by problem, as one text with files (整改反馈)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from backend.rectifications.files import MAX_BYTES, MAX_FILES, Sent
from backend.rectifications.models import Order, OrderFinding

MOST = 2000  # characters about one problem


@dataclass(frozen=True, slots=True)
class Asked:
    """One problem with the field for what was done, and what is wrong there."""

    finding: OrderFinding
    name: str
    typed: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What was written: the text for the office; empty while something is missing."""

    asked: list[Asked]
    text: str


def reply_to(order: Order, typed: Mapping[str, Any] | None) -> Reply:
    """Read the form of an order; nothing typed gives the empty form."""
    findings = list(order.findings.all())
    asked = [_asked(one, typed) for one in findings]
    whole = typed is not None and not any(one.wrong for one in asked)
    told = [f"【{one.finding.number}】{one.typed}" for one in asked] if whole else []
    more = str(typed.get("more", "")).strip()[:MOST] if typed is not None else ""
    return Reply(asked, "\n".join([*told, *([more] if more else [])]) if whole else "")


def _asked(finding: OrderFinding, typed: Mapping[str, Any] | None) -> Asked:
    name = f"done-{finding.pk}"
    said = "" if typed is None else str(typed.get(name, "")).strip().replace("\r\n", "\n")
    wrong = ""
    if typed is not None and not said:
        wrong = _("写明这一项怎样改正的")
    elif len(said) > MOST:
        wrong = _("不超过 %(n)s 字") % {"n": MOST}
    return Asked(finding, name, said, wrong)


def sent_files(files: MultiValueDict[str, Any]) -> list[Sent]:
    """Read the files, one byte more than may be, and one file more: the service judges them."""
    chosen = files.getlist("files")[: MAX_FILES + 1]
    return [Sent(one.name or "", one.read(MAX_BYTES + 1)) for one in chosen]
