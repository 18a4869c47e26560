"""Finding homes by what the search offers, and their lines with the level (查机构)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backend.core import clock
from backend.look.sheets import in_parts
from backend.look.templatetags.look import in_words
from backend.publication import public
from backend.publication.public_levels import shown_levels, sites_with_levels
from backend.ratings.models import Level
from backend.registers.models import Site

NOT_RATED = "none"
COUNTED = 1000  # homes: above this a list only says that there are more


@dataclass(frozen=True, slots=True)
class Size:
    """A range of beds; most is None where it is open."""

    words: Any
    least: int
    most: int | None


BEDS = {
    "50": Size(_("50 张以下"), 0, 49),
    "100": Size(_("50 至 99 张"), 50, 99),
    "300": Size(_("100 至 299 张"), 100, 299),
    "more": Size(_("300 张以上"), 300, None),
}


def found_sites(asked: dict[str, str]) -> QuerySet[Site]:
    """Find open homes by name, region, kind, beds, and by the level they have today."""
    wanted = {key: asked.get(key, "") for key in ("name", "region", "kind")}
    rows = public.public_sites(**wanted)
    size = BEDS.get(asked.get("beds", ""))
    if size:
        rows = rows.filter(beds__gte=size.least)
    if size and size.most is not None:
        rows = rows.filter(beds__lte=size.most)
    return _with_level(rows, asked.get("level", ""))


def _with_level(rows: QuerySet[Site], level: str) -> QuerySet[Site]:
    """Narrow to a valid level, or to homes that have none; what is taken down is none."""
    if not level:
        return rows
    valid = _valid_levels().filter(site=OuterRef("pk"))
    if level == NOT_RATED:
        return rows.filter(~Exists(valid))
    return rows.filter(Exists(valid.filter(level=level)))


def _valid_levels() -> QuerySet[Level]:
    """Give the levels that stand today and whose announcement is shown."""
    shown = shown_levels().filter(subject_type="level").values("subject_id")
    today = clock.today()
    return Level.objects.filter(state=Level.State.VALID, valid_until__gte=today, pk__in=shown)


def levels_offered() -> list[tuple[str, str]]:
    """Give the levels that were ever given here, highest first; nobody may have one today."""
    rows = Level.objects.order_by("-level", "title").values_list("level", "title").distinct()
    return list(dict(rows).items())


def counted(rows: QuerySet[Site]) -> tuple[int, bool]:
    """Count up to a bound; say whether there are more."""
    n = rows.order_by()[: COUNTED + 1].count()
    return min(n, COUNTED), n > COUNTED


def lines(sites: Iterable[Site]) -> list[dict[str, Any]]:
    """Say homes in a list, each with the level it has now; one query for all levels."""
    rows = list(sites)
    levels = sites_with_levels([row.pk for row in rows])
    return [{**public.public_site_line(row), "level": levels.get(row.pk)} for row in rows]


def all_lines(rows: QuerySet[Site]) -> Iterator[dict[str, Any]]:
    """Say every home, in parts: memory does not grow with the country."""
    for some in in_parts(rows.order_by("name", "pk")):
        yield from lines(some)


def level_words(level: dict[str, Any] | None) -> str:
    """Say a level in one word of a table."""
    if level is None:
        return gettext("未评定")
    if level["standing"]:
        return str(level["title"])
    return f"{level['title']}（{in_words(level['state_words'])}）"


def licence_words() -> str:
    """Say what may be done with the data."""
    day = clock.today().isoformat()
    return gettext("可以免费使用，请注明来源和日期（%(day)s）；更正和下架以网页为准") % {"day": day}
