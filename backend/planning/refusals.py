"""Why planning says no."""

from django.utils.translation import gettext_lazy as _

from backend.core.refusals import AGAIN, Conflict, Refusal


class PlanState(Conflict):
    """The plan is in another state than the verb needs."""

    code = "plan-state"
    title = _("计划状态不允许")
    hint = AGAIN
    states_of = "planning.Plan"


class PlanNotPublished(Refusal):
    """Quotas and tasks come from a published plan only."""

    code = "plan-not-published"
    title = _("计划尚未公布")
    hint = _("先批准并公布计划")


class ApproverSubmitted(Refusal):
    """The head who approves is not who submitted."""

    code = "plan-approver-submitted"
    title = _("提交人不得批准")
    hint = _("请提交人以外的负责人批准")


class SpecialUnfiled(Refusal):
    """A special check names its approving authority and its filing before it is published."""

    code = "special-plan-unfiled"
    title = _("专项检查须载明批准机关和备案回执")
    hint = _("在计划中写明批准机关和备案回执")


class ItemUnknown(Refusal):
    """Only items of the published checklist may be planned."""

    code = "item-not-published"
    title = _("检查事项未公布")
    hint = _("只选用已公布的检查事项")


class ChecklistOutOfForce(Refusal):
    """The checklist is not in force when the window begins."""

    code = "checklist-not-in-force"
    title = _("检查标准版本不在有效期内")
    hint = _("换用检查期间有效的版本")


class FloorMissing(Refusal):
    """No ratio is known for the region and none was given with its source."""

    code = "floor-missing"
    title = _("缺少抽查比例及其依据")
    hint = _("填写抽查比例并注明依据")


class RatioBelowFloor(Refusal):
    """The plan draws a smaller share than the floor."""

    code = "ratio-below-floor"
    title = _("抽查比例低于下限")
    hint = _("提高抽查比例")


class CapBelowFloor(Refusal):
    """The yearly cap leaves no room for the visits the law asks for."""

    code = "cap-below-floor"
    title = _("频次上限低于法定最少次数")
    hint = _("核对并改正频次上限")


class PolicyUnknown(Refusal):
    """There is no such policy in force."""

    code = "policy-unknown"
    title = _("抽查政策不存在或未生效")
    hint = _("从列出的抽查政策中选择；缺少的，请平台管理员连同依据录入")


class PolicyUnusable(Refusal):
    """The policy cannot be read, or it would show classes in public strata."""

    code = "policy-unusable"
    title = _("抽查政策不可用")
    hint = _("请平台管理员改正抽查政策")


class WindowOutside(Refusal):
    """The window lies outside the plan, the year or the future."""

    code = "window-outside"
    title = _("检查时间超出计划范围")
    hint = _("选择计划期间内、尚未过去的日期")


class NothingToDraw(Refusal):
    """The quota asks for no visit."""

    code = "nothing-to-draw"
    title = _("没有应抽查的机构")
    hint = _("核对范围和名录，本次无须抽取的不建任务")


class QuotaUsed(Conflict):
    """A task was made from this quota already."""

    code = "quota-used"
    title = _("该抽取数已用于其他任务")
    hint = _("重新计算应抽数后再建任务")


class QuotaStale(Conflict):
    """Registers or visits changed since the quota was computed."""

    code = "quota-stale"
    title = _("名录或检查情况已变化，请重新计算")
    hint = _("重新计算应抽数后再建任务")


class LabelForm(Refusal):
    """A label is not `code or -`, site number and name, or two labels share code and number."""

    code = "label-form"
    title = _("抽查对象标识不符")
    hint = _("核对名录中的代码、编号和名称")


class DrawStanding(Conflict):
    """The task has a draw that stands."""

    code = "draw-standing"
    title = _("任务已有抽取，不得重抽")
    hint = _("沿用已有的抽取；确须重抽的，先写明理由作废并取消其检查")


class NotDrawn(Refusal):
    """Visits follow from a draw with its randomness."""

    code = "task-not-drawn"
    title = _("尚未抽取")
    hint = _("先完成抽取")


class WindowTooShort(Refusal):
    """Not enough working days are left for the notice."""

    code = "window-too-short"
    title = _("剩余时间不足以提前通知")
    hint = _("另建一项检查时间更晚的任务")


class VisitsNotOver(Refusal):
    """Some visits of the task are not over."""

    code = "visits-not-over"
    title = _("检查尚未全部结束")
    hint = _("先办完或者取消这次抽取的全部检查")
