"""Why corrections say no."""

from django.utils.translation import gettext_lazy as _

from backend.core.refusals import Malformed, Refusal


class WrongOrderState(Refusal):
    """The verb does not fit where the order stands."""

    code = "order-state-wrong"
    title = _("整改单当前状态不允许此操作")


class ExtensionTooLate(Refusal):
    """The term is over: an extension is asked for before."""

    code = "extension-too-late"
    title = _("改正期限已届满，不能延期")


class ExtensionAsked(Refusal):
    """One request for more time is answered before the next."""

    code = "extension-asked"
    title = _("已有一项延期申请待答复")


class ReasonMissing(Refusal):
    """The verb needs its reason."""

    code = "order-reason-missing"
    title = _("应当写明理由")


class SamePerson(Refusal):
    """Who re-checked does not close."""

    code = "order-closed-by-rechecker"
    title = _("复查人员不能自行销号")


class NotEntitled(Refusal):
    """Only an officer whose certificate holds re-checks."""

    code = "officer-not-entitled"
    title = _("没有有效的行政执法证件")


class BadFile(Malformed):
    """A file that is not what it says, too large, or of a kind not taken."""

    code = "answer-file-unfit"
    title = _("佐证材料不符合要求")


class TooManyFiles(Malformed):
    """More files than one answer may carry."""

    code = "answer-files-too-many"
    title = _("佐证材料数量超出上限")
