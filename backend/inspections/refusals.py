"""Why the inspections app may say no."""

from django.utils.translation import gettext_lazy as _

from backend.core.refusals import AGAIN, Refusal


class WrongState(Refusal):
    """The visit is not in the state this verb needs."""

    code = "visit-wrong-state"
    title = _("检查当前状态不允许此项操作")
    hint = AGAIN
    states_of = "inspections.Visit"


class NatureChecklistMismatch(Refusal):
    """An inspection takes no rating list, a rating takes nothing else."""

    code = "nature-checklist-mismatch"
    title = _("检查性质与检查表不符")
    hint = _("换一份检查表，或者另定检查性质")


class InspectionHasNoLevel(Refusal):
    """A drawn inspection never becomes a star."""

    code = "inspection-has-no-level"
    title = _("行政检查不产生等级")
    hint = _("需要等级的，另行申请等级评定")


class ChecklistNotPublished(Refusal):
    """Only a published checklist may be planned."""

    code = "checklist-not-published"
    title = _("检查表尚未发布")
    hint = _("先由另一人发布检查表")


class ChecklistNotForUse(Refusal):
    """A version with gaps, or a demonstration, serves no real visit."""

    code = "checklist-not-for-use"
    title = _("检查表不能用于实际检查")
    hint = _("换一个版本，或者补齐内容后作为新版本载入")


class ClueMissing(Refusal):
    """A case inspection starts from a recorded clue."""

    code = "clue-missing"
    title = _("个案检查须有已登记的线索")
    hint = _("先登记线索，再安排个案检查")


class YearlyCapReached(Refusal):
    """The department has entered this home as often as it may this year."""

    code = "yearly-cap-reached"
    title = _("已达到本年度检查频次上限")
    hint = _("并入已安排的检查，或者写明不受频次限制的文件依据")


class TooFewOfficers(Refusal):
    """Each department whose items are checked sends its minimum of officers."""

    code = "too-few-officers"
    title = _("检查人员人数不足")
    hint = _("补足持证人员以后再办理")


class WrongPool(Refusal):
    """An inspection takes officers, a rating takes assessors, never the one as the other."""

    code = "wrong-pool"
    title = _("检查人员和评定人员不得混用")
    hint = _("检查选用检查人员，评定选用评定人员")


class ChapterUnknown(Refusal):
    """The checklist has no such chapter, or two were to answer one."""

    code = "chapter-unknown"
    title = _("检查表没有此分项，或者分项重复分工")
    hint = _("按检查表的分项分工，每个分项只写一次")


class OfficerCertificateExpired(Refusal):
    """An officer's certificate does not cover the day."""

    code = "officer-certificate-expired"
    title = _("检查人员执法证件已过有效期")
    hint = _("换一名证件在有效期内的人员，有递补人员的依次递补")


class OfficerOutOfArea(Refusal):
    """An officer of another area comes only when lent by name, with the reason."""

    code = "officer-out-of-area"
    title = _("检查人员不属于本地区，须指名借调")
    hint = _("指名借调该人员并写明理由，或者换一名本地区人员")


class OfficerRecused(Refusal):
    """An officer has a hard interest in the home."""

    code = "officer-recused"
    title = _("检查人员应当回避")
    hint = _("换一名无须回避的人员，有递补人员的依次递补")


class NotOnVisit(Refusal):
    """The officer is not one of this visit."""

    code = "officer-not-on-visit"
    title = _("不是本次检查的检查人员")
    hint = _("由本次检查的检查人员办理")


class ApprovalOutOfOrder(Refusal):
    """承办人, then 科室, then 负责人."""

    code = "approval-out-of-order"
    title = _("审批顺序不符")
    hint = _("按承办人、科室、负责人的次序办理；这一步可能已经有人办理")


class NothingToReturn(Refusal):
    """Only a proposal that waits for a decision goes back."""

    code = "visit-nothing-to-return"
    title = _("没有等待决定的审批")
    hint = AGAIN


class ReturnReasonMissing(Refusal):
    """A return says why."""

    code = "visit-return-reason-missing"
    title = _("退回须写明理由")
    hint = _("写明退回的理由，让承办人知道改什么")


class ApprovalSamePerson(Refusal):
    """The steps of an approval are taken by different persons."""

    code = "approval-same-person"
    title = _("审批各环节应由不同人员办理")
    hint = _("前面的步骤由同一人办理过，请另一位有这项职责的同事办理")


class NoticeTooShort(Refusal):
    """The notice comes fewer working days before the visit than the rule says."""

    code = "notice-too-short"
    title = _("通知提前的工作日不足")
    hint = _("选择更晚的一天，或者写明缩短的理由")


class VisitStaysUnannounced(Refusal):
    """A visit of this nature is not announced to the home."""

    code = "visit-stays-unannounced"
    title = _("此类检查不得事先通知")
    hint = _("不发通知，按期到场检查")


class DayOutsideWindow(Refusal):
    """The day lies outside the planned window."""

    code = "day-outside-window"
    title = _("日期不在计划时间范围内")
    hint = _("选择实施期间内的一天")


class EntryNotRecorded(Refusal):
    """Entering a home takes a code with its time, or a reason."""

    code = "entry-code-or-reason"
    title = _("入企应扫码，或者说明未扫码的原因")
    hint = _("扫码，或者写明未扫码的原因")


class DeviceOutOfArea(Refusal):
    """The tablet is of another area than the visit."""

    code = "device-out-of-area"
    title = _("平板不属于本次检查所在地区")
    hint = _("换用本地区的平板")


class ContactKnown(Refusal):
    """The number stands on the list of this region already."""

    code = "emergency-contact-known"
    title = _("该电话已在名单中")
    hint = _("无须再次登记；有变动的，先停用原来的一条")


class ContactWithdrawn(Refusal):
    """The number was taken off the list before."""

    code = "emergency-contact-withdrawn"
    title = _("该电话已停用")
    hint = _("无须再次停用")


class AnswersDiffer(Refusal):
    """Two officers answered differently and nobody reconciled it."""

    code = "answers-differ"
    title = _("检查人员认定意见不一致，尚未协调")
    hint = _("由组长协调后写明理由")


class CapPublished(Refusal):
    """The year's cap was published before and stays."""

    code = "cap-already-published"
    title = _("本年度频次上限已公布")
    hint = _("已公布的上限当年不变，下一年度另行公布")


class WhatIfShapesDiffer(Refusal):
    """One of two versions gives levels, the other conclusions."""

    code = "what-if-shapes-differ"
    title = _("两个版本的结果不是同一种，不能试算")
    hint = _("换一个对照版本")


class WhatIfStandardIncomplete(Refusal):
    """A version may not grade yet, so that nothing can be tried."""

    code = "what-if-standard-incomplete"
    title = _("有一个版本不能据以评定，不能试算")
    hint = _("补齐内容并载入新版本后再试算")


class WhatIfPeriodBackwards(Refusal):
    """The last day of the period lies before the first."""

    code = "what-if-period-backwards"
    title = _("试算期间的截止日期早于起始日期")
    hint = _("改正起止日期：截止日期不早于起始日期")


class WhatIfNotRunning(Refusal):
    """Only a trial that waits or runs can be stopped."""

    code = "what-if-not-running"
    title = _("试算已经结束")
    hint = _("查看结果；需要时另作一次试算")


class WhatIfNotEnded(Refusal):
    """Only a trial that failed or was stopped can be taken up again."""

    code = "what-if-done"
    title = _("试算已经完成，需要时另作一次")
    hint = _("查看结果；需要时另作一次试算")
