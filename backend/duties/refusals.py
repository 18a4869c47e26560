"""Why the ledger may say no (履职台账)."""

from django.utils.translation import gettext_lazy as _

from backend.core.refusals import AGAIN, Conflict, Malformed, Refusal


class KindUnusable(Malformed):
    """A file of duty kinds leaves its schema, or changes a row that holds already."""

    code = "duty-kind-unusable"
    title = _("履职事项的规则不符合格式")
    hint = _("按所列位置改正规则文件；已生效的规则另起生效日期")


class DutyClosed(Refusal):
    """It is done, excused or cancelled already."""

    code = "duty-closed"
    title = _("该事项已办结、已免责或者已取消")
    hint = _("核对该事项现在的状态；办结、免责或者取消的不再更改")


class ExcuseNotForKind(Refusal):
    """This kind of duty does not know this excuse."""

    code = "duty-excuse-not-for-kind"
    title = _("该事项不适用这一免责事由")
    hint = _("换一个事由")


class ReasonMissing(Refusal):
    """An excuse says why."""

    code = "duty-reason-missing"
    title = _("应当写明理由")
    hint = _("写明理由和文件")


class NotByHand(Refusal):
    """What the system itself sees done is not noted by hand."""

    code = "duty-not-by-hand"
    title = _("该事项由系统按实际办理情况登记，不能手工登记")
    hint = _("在相应的业务页面办理，台账自动登记")


class DayNotPossible(Refusal):
    """A day that has not come, or one before the duty began."""

    code = "duty-day-not-possible"
    title = _("日期不可能")
    hint = _("填写办理当天的日期，不早于事项开始，不晚于今天")


class PeriodNotPossible(Refusal):
    """A period that ends before it begins, lies ahead, or is too long."""

    code = "duty-period-not-possible"
    title = _("期间不可能")
    hint = _("改正起止日期：先起后止，不晚于今天，期间不过长")


class FileTooLong(Refusal):
    """So many lines make no paper."""

    code = "duty-file-too-long"
    title = _("内容过多，无法制成一份文件")
    hint = _("缩短期间，或者按县（区）分别制作")


class DutyMovedOn(Conflict):
    """The row changed since it was seen."""

    code = "duty-moved-on"
    title = _("该事项已被更新")
    hint = AGAIN
