"""How a source tells a duty: one annotated row a thing, the same columns everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    ExpressionWrapper,
    F,
    Func,
    Q,
    QuerySet,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Cast, TruncDate

from backend.core.clock import SHANGHAI

COLUMNS = (
    *("subject", "period", "region", "site", "started", "due", "done"),
    *("ground_type", "ground", "cancelled"),
)
NO_DAY = Value(None, output_field=DateField())
NO_SITE = Value(None, output_field=UUIDField())


@dataclass(frozen=True, slots=True)
class Reach:
    """Which rows are meant: of which years, and of one visit, order … where an event named it."""

    today: date
    years: tuple[int, ...]
    only: Mapping[str, Any] = field(default_factory=dict)
    applies_in: tuple[str, ...] = ()


Rows = QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a kind of duty is read from; keys: what an event may name → the lookup for it."""

    rows: Callable[[Reach], Iterator[Rows]]
    keys: Mapping[str, str] = field(default_factory=dict)


def civil(moment: str) -> TruncDate:
    """Give the civil date of a moment's column."""
    return TruncDate(moment, tzinfo=SHANGHAI)


def text(column: str) -> Cast:
    """Give a column as text."""
    return Cast(column, CharField())


def whether(condition: Q) -> Any:
    """Give a condition as a column."""
    return ExpressionWrapper(condition, output_field=BooleanField())


def day_if(condition: Q, day: Any) -> Case:
    """Give a day where a condition holds, else none."""
    return Case(When(condition, then=day), default=NO_DAY, output_field=DateField())


def county_of(path: str) -> Func:
    """Give the code of the county in a region's path: province/city/county/."""
    return Func(
        F(path), Value("/"), Value(3), function="split_part", output_field=CharField(max_length=12)
    )


def told(
    rows: Rows,
    *,
    region: str,
    started: Any,
    subject: Any = None,
    period: str = "",
    site: str = "",
    due: Any = NO_DAY,
    done: Any = NO_DAY,
    ground: tuple[str, Any] = ("", Value("")),
    cancelled: Q | None = None,
) -> Rows:
    """Name the columns of a source."""
    columns = {
        "subject": subject or text("pk"),
        "period": Value(period, output_field=CharField()),
        "region": F(region),
        "site": F(site) if site else NO_SITE,
        "started": started,
        "due": due,
        "done": done,
        "ground_type": Value(ground[0], output_field=CharField()),
        "ground": ground[1],
        "cancelled": whether(cancelled) if cancelled is not None else Value(False),
    }
    named = rows.annotate(**{f"told_{name}": columns[name] for name in COLUMNS})
    rows_told: Rows = named.order_by().values_list(*(f"told_{name}" for name in COLUMNS))
    return rows_told
