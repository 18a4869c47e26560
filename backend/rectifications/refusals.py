"""Why corrections say no."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backend.core.refusals import AGAIN, REASON, Malformed, Refusal


class WrongOrderState(Refusal):
    """The verb does not fit where the order stands."""

    code = "order-state-wrong"
    title = _("整改单当前状态不允许此操作")
    hint = AGAIN
    states_of = "rectifications.Order"


class ExtensionTooLate(Refusal):
    """The term is over: an extension is asked for before."""

    code = "extension-too-late"
    title = _("改正期限已届满，不能延期")
    hint = _("期限届满以后不能延期，按逾期处理；机构尽快完成整改并提交，说明逾期原因")


class ExtensionAsked(Refusal):
    """One request for more time is answered before the next."""

    code = "extension-asked"
    title = _("已有一项延期申请待答复")
    hint = _("已提出的申请答复后，方可再次申请")


class ReasonMissing(Refusal):
    """The verb needs its reason."""

    code = "order-reason-missing"
    title = _("应当写明理由")
    hint = REASON


class SamePerson(Refusal):
    """Who re-checked does not close."""

    code = "order-closed-by-rechecker"
    title = _("复查人员不能自行销号")
    hint = _("请另一人销号")


class NotEntitled(Refusal):
    """Only an officer whose certificate holds re-checks."""

    code = "officer-not-entitled"
    title = _("没有有效的行政执法证件")
    hint = _("请持有效执法证的检查人员复查")


class BadFile(Malformed):
    """A file that is not what it says, too large, or of a kind not taken."""

    code = "answer-file-unfit"
    title = _("佐证材料不符合要求")
    hint = _("换一个文件，重新选择全部文件后再提交")
    expects = _("JPEG、PNG 照片或者 PDF，每个不超过 10 MB，能够正常打开")

    def __init__(self, *, place: str, **told: str) -> None:
        super().__init__(gettext("文件：%(name)s") % {"name": place}, place=place, **told)


class TooManyFiles(Malformed):
    """More files than one answer may carry."""

    code = "answer-files-too-many"
    title = _("佐证材料数量超出上限")
    hint = _("一次最多 12 个文件，其余的合并成一个 PDF")
