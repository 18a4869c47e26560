"""One clock: real time plus an offset that only a demonstration may set.

Tokens, TLS, signatures and the object store use real time; everything the law counts uses this.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.core.models import ClockOffset
from backend.core.refusals import Refusal

SHANGHAI = ZoneInfo("Asia/Shanghai")


class ClockIsReal(Refusal):
    """Outside a demonstration the clock cannot be set."""

    code = "clock-is-real"
    title = _("只有演示环境可以调整时钟")


def now() -> datetime:
    """Give the current moment, aware."""
    return timezone.now() + ahead()


def today() -> date:
    """Give the current civil date in Shanghai, which dates papers and starts clocks."""
    return now().astimezone(SHANGHAI).date()


def ahead() -> timedelta:
    """Say how far this clock is ahead of real time; zero outside a demonstration."""
    if not settings.DEMO:
        return timedelta(0)
    with connection.cursor() as cursor:  # asked at every step: the plainest way there is
        cursor.execute(f"SELECT ahead FROM {ClockOffset._meta.db_table} WHERE id = 1")
        row = cursor.fetchone()
    return row[0] if row else timedelta(0)


def advance(by: timedelta) -> datetime:
    """Move the demonstration clock forward and give the new moment.

    Raises ClockIsReal outside a demonstration, and when asked to go back.
    """
    if not settings.DEMO or by < timedelta(0):
        raise ClockIsReal(
            "the clock moves by itself",
            expected="a demonstration, and a step forward",
            came=f"{by}",
            do="start the server with XINGJIAN_DEMO=1",
        )
    row, _new = ClockOffset.objects.select_for_update().get_or_create(
        pk=1, defaults={"ahead": timedelta(0)}
    )
    row.ahead += by
    row.save(update_fields=["ahead"])
    return now()
