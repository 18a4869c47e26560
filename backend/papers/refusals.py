"""Why papers say no."""

from django.utils.translation import gettext_lazy as _

from backend.core.refusals import AGAIN, Malformed, Refusal


class UnknownKind(Malformed):
    """There is no template folder of that name."""

    code = "paper-kind-unknown"
    title = _("没有这种文书")
    hint = _("从列出的文书种类中选择")


class BadContext(Malformed):
    """The words to fill in are not what the template's schema asks for."""

    code = "paper-context-malformed"
    title = _("文书内容不符合模板要求")
    hint = _("按所列位置补齐或者改正内容")


class BadTemplate(Refusal):
    """A template leaves the subset on which tablet and server agree."""

    code = "paper-template-unsound"
    title = _("文书模板超出允许的写法")
    hint = _("请平台管理员改正文书模板")


class UnknownAgency(Refusal):
    """No agency of that region and department is on file."""

    code = "agency-unknown"
    title = _("该区划尚未录入发文机关")
    hint = _("请平台管理员在“人员—发文机关”页面录入该区划的发文机关和机关代字")


class BadMark(Malformed):
    """A mark is a few Chinese characters."""

    code = "agency-mark-malformed"
    title = _("机关代字不符合要求")
    hint = _("填写2至8个汉字，不加括号和空格")


class MarkTaken(Refusal):
    """Another agency's numbers begin with this mark."""

    code = "agency-mark-taken"
    title = _("机关代字已被其他机关使用")
    hint = _("换一个代字；两个机关的文号不能重复")


class MarkInUse(Refusal):
    """Numbers were taken under the mark; they stay what they are."""

    code = "agency-mark-in-use"
    title = _("机关代字已经编出文号，不能更改")
    hint = _("保留原代字，已编出的文号不变；其他各项可以更改")


class NotSealed(Refusal):
    """The paper has no file yet."""

    code = "paper-not-sealed"
    title = _("文书尚未签章")
    hint = _("签章正在办理，一分钟后再试")
    states_of = "papers.Paper"


class GlyphMissing(Refusal):
    """The embedded fonts cannot print a character."""

    code = "paper-glyph-missing"
    title = _("字库缺字，无法制作文书")
    hint = _("换一种写法，或者请平台管理员补充字库")


class FontsMissing(Refusal):
    """The font files are not where the settings say."""

    code = "paper-fonts-missing"
    title = _("没有找到字体文件")
    hint = _("请平台管理员安装字体文件")


class AlreadyServed(Refusal):
    """The paper was served before, on another day or in another way."""

    code = "paper-already-served"
    title = _("文书已经送达")
    hint = _("以已登记的送达为准；登记有误的，先行确认送达日期")


class DateNotPossible(Refusal):
    """A date of service that cannot be."""

    code = "service-date-impossible"
    title = _("送达日期不成立")
    hint = _("填写送达回证上的日期，不早于文书日期，不晚于今天")


class NothingToConfirm(Refusal):
    """The date of service stands already."""

    code = "service-date-settled"
    title = _("送达日期无需确认")
    hint = AGAIN


class WitnessWanted(Refusal):
    """留置送达 needs somebody who saw it."""

    code = "service-witness-missing"
    title = _("留置送达应当注明见证人")
    hint = _("填写见证人")
