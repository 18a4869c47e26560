"""Why a credit file may say no (信用档案)."""

from django.utils.translation import gettext_lazy as _

from backend.core.refusals import Refusal


class EntryWithoutGround(Refusal):
    """An entry cites what it rests on: type, id and digest."""

    code = "credit-entry-without-ground"
    title = _("信用信息须注明依据")


class EntryTermEndsEarly(Refusal):
    """The last day lies before the first."""

    code = "credit-entry-ends-early"
    title = _("截止日期早于起始日期")


class EntryGroundDiffers(Refusal):
    """There is an entry on this ground already, with another digest."""

    code = "credit-ground-differs"
    title = _("同一依据的摘要不一致")


class EntryCorrected(Refusal):
    """The entry was corrected before; its correction is the one to correct."""

    code = "credit-entry-corrected"
    title = _("该条目已被更正")


class CorrectionWithoutReason(Refusal):
    """A correction says why."""

    code = "credit-correction-without-reason"
    title = _("更正须说明理由")
