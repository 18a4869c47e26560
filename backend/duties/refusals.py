"""Why the ledger may say no (履职台账)."""

from django.utils.translation import gettext_lazy as _

from backend.core.refusals import Conflict, Malformed, Refusal


class KindUnusable(Malformed):
    """A file of duty kinds leaves its schema, or changes a row that holds already."""

    code = "duty-kind-unusable"
    title = _("履职事项的规则不符合格式")


class DutyClosed(Refusal):
    """It is done, excused or cancelled already."""

    code = "duty-closed"
    title = _("该事项已办结、已免责或者已取消")


class ExcuseNotForKind(Refusal):
    """This kind of duty does not know this excuse."""

    code = "duty-excuse-not-for-kind"
    title = _("该事项不适用这一免责事由")


class ReasonMissing(Refusal):
    """An excuse says why."""

    code = "duty-reason-missing"
    title = _("应当写明理由")


class NotByHand(Refusal):
    """What the system itself sees done is not noted by hand."""

    code = "duty-not-by-hand"
    title = _("该事项由系统按实际办理情况登记，不能手工登记")


class DayNotPossible(Refusal):
    """A day that has not come, or one before the duty began."""

    code = "duty-day-not-possible"
    title = _("日期不可能")


class PeriodNotPossible(Refusal):
    """A period that ends before it begins, lies ahead, or is too long."""

    code = "duty-period-not-possible"
    title = _("期间不可能")


class FileTooLong(Refusal):
    """So many lines make no paper."""

    code = "duty-file-too-long"
    title = _("内容过多，无法制成一份文件")


class DutyMovedOn(Conflict):
    """The row changed since it was seen."""

    code = "duty-moved-on"
    title = _("该事项已被更新")
