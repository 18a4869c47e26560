"""Why a credit file may say no (信用档案)."""

from django.utils.translation import gettext_lazy as _

from backend.core.refusals import REASON, Refusal


class EntryWithoutGround(Refusal):
    """An entry cites what it rests on: type, id and digest."""

    code = "credit-entry-without-ground"
    title = _("信用信息须注明依据")
    hint = _("先形成依据，再记入信用档案")


class EntryTermEndsEarly(Refusal):
    """The last day lies before the first."""

    code = "credit-entry-ends-early"
    title = _("截止日期早于起始日期")
    hint = _("改正截止日期")


class EntryGroundDiffers(Refusal):
    """There is an entry on this ground already, with another digest."""

    code = "credit-ground-differs"
    title = _("同一依据的摘要不一致")
    hint = _("依据有变更的，以更正条目记入")


class EntryCorrected(Refusal):
    """The entry was corrected before; its correction is the one to correct."""

    code = "credit-entry-corrected"
    title = _("该条目已被更正")
    hint = _("更正最后一条更正条目")


class CorrectionWithoutReason(Refusal):
    """A correction says why."""

    code = "credit-correction-without-reason"
    title = _("更正须说明理由")
    hint = REASON
