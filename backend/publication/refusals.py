"""Why publication may say no (公示)."""

from django.utils.translation import gettext_lazy as _

from backend.core.refusals import AGAIN, REASON, Refusal


class NotDue(Refusal):
    """Only what is due can be published; it was published, withdrawn or taken down before."""

    code = "publication-not-due"
    title = _("不在待公示状态")
    hint = AGAIN


class ResultNotFormed(Refusal):
    """The visit has no conclusion yet."""

    code = "publication-result-not-formed"
    title = _("检查结论尚未形成")
    hint = _("检查形成结论后再公示")


class NotPublished(Refusal):
    """Only what the public can see is withdrawn or taken down."""

    code = "publication-not-published"
    title = _("不在已公示状态")
    hint = AGAIN


class NotTakenDown(Refusal):
    """There is no takedown to confirm."""

    code = "publication-not-taken-down"
    title = _("没有待确认的下架")
    hint = AGAIN


class SamePersonConfirms(Refusal):
    """Who took something down may not confirm it."""

    code = "takedown-same-person"
    title = _("下架须由另一人确认")
    hint = _("请下架人以外的同事确认")


class ReasonWanted(Refusal):
    """Withdrawing and taking down say why."""

    code = "publication-reason-missing"
    title = _("须写明理由")
    hint = REASON


class HalfYearUnknown(Refusal):
    """A half-year is named by its year and H1 or H2."""

    code = "half-year-unknown"
    title = _("半年的写法不对")
    hint = _("写明年份和上、下半年")


class HalfYearNotOver(Refusal):
    """Only what is complete is announced."""

    code = "half-year-not-over"
    title = _("该半年尚未结束")
    hint = _("半年期满后再发布")


class AnnouncementTooBig(Refusal):
    """More lines than one paper should carry."""

    code = "announcement-too-big"
    title = _("公告项目过多")
    hint = _("由下级地区分别公告")
