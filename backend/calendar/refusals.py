"""Why a clock may say no."""

from django.utils.translation import gettext_lazy as _

from backend.core.refusals import AGAIN, Refusal


class NoSuchClock(Refusal):
    """There is no running clock of this kind."""

    code = "no-running-clock"
    title = _("没有正在计算的期限")
    hint = AGAIN
