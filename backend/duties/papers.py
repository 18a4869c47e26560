"""What fills the signed files (一院一档, 履职台账): lines of one text each, ready to print.

Inspection and rating are two legal acts: they stand in parts of their own and never in one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from backend.core import clock
from backend.core.clock import SHANGHAI
from backend.duties.models import Duty, DutyFile, DutyKind
from backend.duties.refusals import FileTooLong
from backend.duties.selectors import of_period
from backend.inspections.models import Visit
from backend.papers.formatting import day
from backend.papers.models import Agency
from backend.papers.services import one_line
from backend.ratings.models import Application, Level
from backend.rectifications.models import Order
from backend.registers.models import Site

Context = dict[str, Any]
MOST = 3000  # lines that one paper may have
NOTHING = "—"
UNKNOWN = "未规定"


@dataclass(frozen=True, slots=True)
class Gathered:
    """The rows of one file, of its period."""

    duties: list[Duty]
    visits: list[Visit]
    orders: list[Order]
    applications: list[Application]
    levels: list[Level]

    @property
    def lines(self) -> int:
        """How many lines they come to."""
        rated = len(self.applications) + len(self.levels)
        return len(self.duties) + len(self.visits) + len(self.orders) + rated


def gather(row: DutyFile) -> Gathered:
    """Read what a file is about; raises FileTooLong."""
    duties = of_period(row.from_on, row.until_on).filter(region__path__startswith=row.region.path)
    if row.site_id:
        duties = duties.filter(site=row.site_id)
    if (count := duties.count()) > MOST:
        raise FileTooLong(
            expected=f"{MOST}", came=f"{count}", do="缩短期间，或者按县（区）分别制作"
        )
    listed = list(duties.order_by("kind__order", "started_on", "pk")[:MOST])
    if row.site_id is None:
        return Gathered(listed, [], [], [], [])
    until = row.until_on
    visits = Visit.objects.filter(site=row.site_id, opened_at__isnull=False)
    orders = Order.objects.filter(site=row.site_id, issued_at__isnull=False)
    applied = Application.objects.filter(site=row.site_id, submitted_at__isnull=False)
    levels = Level.objects.filter(site=row.site_id, valid_from__lte=until)
    return Gathered(
        listed,
        list(
            _within(visits, "opened_at", row)
            .select_related("nature")
            .annotate(found=Count("problems"))
            .order_by("opened_at")
        ),
        list(_within(orders, "issued_at", row).select_related("paper").order_by("issued_at")),
        list(
            _within(applied, "submitted_at", row).select_related("round").order_by("submitted_at")
        ),
        list(levels.filter(valid_until__gte=row.from_on).order_by("valid_from")),
    )


def _within(rows: QuerySet[Any], column: str, row: DutyFile) -> QuerySet[Any]:
    return rows.filter(
        **{f"{column}__date__gte": row.from_on, f"{column}__date__lte": row.until_on}
    )


def written(row: DutyFile, found: Gathered, agency: Agency, number: str) -> Context:
    """Write the context of a file's paper."""
    common = _common(row, found.duties, agency, number)
    return {**common, **_home(row.site, found)} if row.site else common


def _common(row: DutyFile, duties: Sequence[Duty], agency: Agency, number: str) -> Context:
    kinds = {one.kind_id: one.kind for one in duties}.values()
    owed = [one for one in duties if one.state in (Duty.State.OPEN, Duty.State.LATE)]
    parts = {part: [one for one in duties if one.kind.part == part] for part in DutyKind.Part}
    return {
        "agency": agency.name,
        "number": number,
        "region": row.region.name,
        "from_on": day(row.from_on),
        "until_on": day(row.until_on),
        "count": str(len(duties)),
        "summary": _numbered(_summary(kinds, duties)),
        "owed": _numbered({"line": _line(one)} for one in owed),
        "kept_late": _numbered(
            {"line": _line(one)} for one in duties if one.late and one.state == Duty.State.DONE
        ),
        "excused": _numbered(
            {"line": f"{_what(one)}：{one.get_excuse_display()}，{one_line(one.excuse_reason)}"}
            for one in duties
            if one.excused_at
        ),
        "inspecting": _numbered({"line": _line(one)} for one in parts[DutyKind.Part.INSPECTION]),
        "rating": _numbered({"line": _line(one)} for one in parts[DutyKind.Part.RATING]),
        "announcing": _numbered({"line": _line(one)} for one in parts[DutyKind.Part.OFFICE]),
        "kinds": _numbered(map(_kind, kinds)),
        "contact": agency.contact,
        "office_address": agency.address,
        "issued_on": day(clock.today()),
    }


def _summary(kinds: Iterable[DutyKind], duties: Sequence[Duty]) -> Iterable[Context]:
    for kind in kinds:
        rows = [one for one in duties if one.kind_id == kind.pk and not one.cancelled]
        done = [one for one in rows if one.state == Duty.State.DONE]
        yield {
            "title": kind.title_zh,
            "all": str(len(rows)),
            "done": str(len([one for one in done if not one.late])),
            "done_late": str(len([one for one in done if one.late])),
            "late": str(len([one for one in rows if one.state == Duty.State.LATE])),
            "open": str(len([one for one in rows if one.state == Duty.State.OPEN])),
            "excused": str(len([one for one in rows if one.state == Duty.State.EXCUSED])),
        }


def _kind(kind: DutyKind) -> Context:
    return {
        "title": kind.title_zh,
        "start": kind.start_zh,
        "term": kind.term_zh,
        "basis": one_line(kind.basis),
        "source": one_line(kind.source),
        "provisional": kind.confidence == DutyKind.Confidence.PROVISIONAL,
    }


def _what(duty: Duty) -> str:
    whose = duty.site.name if duty.site else duty.region.name
    return one_line(f"{duty.kind.title_zh}（{whose}{period_words(duty.period)}）")


def period_words(period: str) -> str:
    """Say a period after a name: ，2026年; ，2026年上半年; nothing for what is owed once."""
    year, half, number = period.partition("H")
    halves = {"": "", "1": "上半年", "2": "下半年"}
    return f"，{year}年{halves[number if half else '']}" if year else ""


def _line(duty: Duty) -> str:
    due = day(duty.due_on) if duty.due_on else UNKNOWN
    return f"{_what(duty)}：{day(duty.started_on)}起，期限{due}，{_came(duty)}"


def _came(duty: Duty) -> str:
    if duty.done_on:
        said = f"{day(duty.done_on)}办结{'（逾期）' if duty.late else ''}"
        return said + (f"，{one_line(duty.ground_id)}" if duty.noted_by_id else "")
    return str(
        {
            Duty.State.LATE: "逾期未办",
            Duty.State.OPEN: "待办",
            Duty.State.EXCUSED: "已免责",
            Duty.State.CANCELLED: "已取消",
        }[Duty.State(duty.state)]
    )


def _home(site: Site, found: Gathered) -> Context:
    holder = site.legal_person
    inspections = [one for one in found.visits if one.nature.may_order]
    ratings = [one for one in found.visits if one.nature.may_grade]
    others = [one for one in found.visits if one not in inspections and one not in ratings]
    return {
        "site_name": site.name,
        "holder": holder.name if holder else UNKNOWN,
        "place": one_line(site.address),
        "uscc": site.uscc or "未登记",
        "filing_number": site.filing_number or "未备案",
        "facility": site.kind.name,
        "beds": str(site.beds),
        "state": str(site.get_state_display()),
        "visits": _numbered(map(_visit, inspections)),
        "others": _numbered(map(_visit, others)),
        "assessments": _numbered(map(_visit, ratings)),
        "orders": _numbered(map(_order, found.orders)),
        "applications": _numbered(
            {
                "line": f"{_civil(one.submitted_at)}申请{one_line(one.round.title)}，"
                f"{one.get_state_display()}"
            }
            for one in found.applications
        ),
        "levels": _numbered(
            {
                "line": f"{one.title}，{day(one.valid_from)}至{day(one.valid_until)}，"
                f"{one.get_state_display()}" + ("（演示）" if one.demonstration else "")
            }
            for one in found.levels
        ),
    }


def _visit(visit: Any) -> Context:
    """Say a visit; of a rating its result stands among the levels, never here."""
    told = visit.conclusion or {}
    number = told.get("record_number") or NOTHING
    found = "" if visit.nature.may_grade else f"，问题{visit.found}项"
    return {
        "line": one_line(
            f"{_civil(visit.opened_at)}{visit.nature.title_zh}，{visit.department}，"
            f"记录{number}{found}，{visit.get_state_display()}"
        )
    }


def _order(order: Order) -> Context:
    number = order.paper.number if order.paper else NOTHING
    served = day(order.served_on) if order.served_on else "未送达"
    due = day(order.due_on) if order.due_on else UNKNOWN
    closed = f"，{_civil(order.closed_at)}销号" if order.closed_at else ""
    return {
        "line": one_line(
            f"{number}，{order.department}，送达{served}，期限{due}，"
            f"{order.get_state_display()}{closed}"
        )
    }


def _civil(moment: Any) -> str:
    found: date = moment.astimezone(SHANGHAI).date()
    return day(found)


def _numbered(rows: Iterable[Context]) -> list[Context]:
    return [{"n": str(n), **row} for n, row in enumerate(rows, 1)]
