"""The authorities that issue papers (发文机关): added by region and department, and changed."""

from __future__ import annotations

import re

from django.db import connection, transaction

from backend.accounts.models import Region
from backend.oplog.services import record
from backend.papers.context import one_line
from backend.papers.models import Agency
from backend.papers.refusals import BadMark, MarkInUse, MarkTaken
from backend.papers.selectors import numbers_under, same_mark

_ONE_AT_A_TIME = 7_310_040  # advisory lock: two marks that read alike are not kept side by side
MARK = re.compile(r"[\u4e00-\u9fff]{2,8}")
FIELDS = (
    *("mark", "name", "region_code", "department", "review_body"),
    *("address", "contact", "supervision_phone", "source"),
)


@transaction.atomic
def keep_agency(
    *,
    region: Region,
    department: str,
    mark: str,
    name: str,
    review_body: str,
    address: str,
    contact: str,
    supervision_phone: str,
    source: str,
    actor: str,
) -> Agency:
    """Add the authority of a region and department, or bring it up to date; twice is once.

    mark: 机关代字, 哈里民; fixed from the first number taken under it, for the numbers stay.
    Raises BadMark, MarkTaken, MarkInUse.
    """
    _check_form(mark)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
    told = {"department": department, "name": name, "review_body": review_body}
    told |= {"address": address, "contact": contact, "supervision_phone": supervision_phone}
    told |= {"source": source}
    new = Agency(mark=mark, region_code=region.code, **{k: one_line(v) for k, v in told.items()})
    old = _locked(new)
    before, after = (_said(old) if old else None), _said(new)
    if before == after:
        return new
    _check_free(new, old)
    if old is not None and old.mark != mark:
        _demand_unused(old, mark)
        Agency.objects.filter(pk=old.mark).update(mark=mark)
    new.save(force_insert=old is None, force_update=old is not None)
    body = {"before": before, "after": after}
    record(kind="agency.kept", subject=f"{region.code} {new.department}", actor=actor, body=body)
    return new


def _locked(new: Agency) -> Agency | None:
    """Give the row as it stands; nobody takes a number under its mark until this is over."""
    rows = Agency.objects.select_for_update()
    return rows.filter(region_code=new.region_code, department=new.department).first()


def _said(row: Agency) -> dict[str, str]:
    return {field: getattr(row, field) for field in FIELDS}


def _check_form(mark: str) -> None:
    if not MARK.fullmatch(mark):
        raise BadMark(expected="2—8个汉字", came=mark, place="mark")


def _check_free(new: Agency, old: Agency | None) -> None:
    others = same_mark(new.mark).exclude(pk=old.mark if old else "")
    if holder := others.first():
        raise MarkTaken(
            expected="未被使用的代字", came=f"{holder.mark}：{holder.name}", place="mark"
        )


def _demand_unused(old: Agency, mark: str) -> None:
    if number := numbers_under(old.mark).order_by("year", "n").first():
        raise MarkInUse(
            f"{old.mark} 已编出文号 {number.label}", expected=old.mark, came=mark, place="mark"
        )
