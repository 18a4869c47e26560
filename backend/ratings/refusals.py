"""Why ratings may say no (等级评定)."""

from django.utils.translation import gettext_lazy as _

from backend.core.refusals import AGAIN, REASON, Conflict, Forbidden, Malformed, Refusal


class PolicyMissing(Refusal):
    """No rating policy holds here on that day."""

    code = "rating-policy-missing"
    title = _("没有可用的评定规则")
    hint = _("请平台管理员录入本地评定规则")


class PolicyUnusable(Refusal):
    """A policy leaves its schema."""

    code = "rating-policy-unusable"
    title = _("评定规则不符合格式")
    hint = _("按所列位置改正评定规则")


class ChecklistNotForRating(Refusal):
    """A round takes a published checklist for ratings that is in force at its notice."""

    code = "checklist-not-for-rating"
    title = _("该检查表不用于等级评定")
    hint = _("换用现行版本，或者先发布")
    expects = _("现行有效、已发布的评定标准")


class ChecklistIncomplete(Refusal):
    """The version may not grade: its official points are missing."""

    code = "checklist-incomplete"
    title = _("该标准官方分值不全，不能评定等级")
    hint = _("补齐官方分值，作为新版本载入并发布")


class DemonstrationNotSaid(Refusal):
    """A demonstration version serves a round that says so, and no other version does."""

    code = "demonstration-not-said"
    title = _("演示版本须标明演示批次，正式版本不得标为演示")
    hint = _("改勾选，或者换一版")
    expects = _("演示版本勾选“演示批次”，正式版本不勾选")


class RoundDaysWrong(Refusal):
    """The window follows the notice and runs forward."""

    code = "round-days-wrong"
    title = _("批次日期不符")
    hint = _("修改日期")
    expects = _("不早于 {day} 的日期，且起止顺序正确")


class WrongRatingState(Refusal):
    """The application, round or level is not in the state this verb needs."""

    code = "rating-wrong-state"
    title = _("当前状态不允许此项操作")
    hint = AGAIN
    states_of = "ratings.Application"


class RoundNotOpen(Refusal):
    """Applications come in while the window is open."""

    code = "round-not-open"
    title = _("不在申报期内")
    hint = _("在申报期内办理，或者等下一批次")


class SiteOutsideRound(Refusal):
    """The home lies outside of the round's region."""

    code = "site-outside-round"
    title = _("该场所不在本批次范围内")
    hint = _("选择本机构所在地的批次")


class ApplicationRunning(Conflict):
    """The home has an application under way, in this round or another."""

    code = "application-running"
    title = _("该场所已有办理中的申请")
    hint = _("先办完正在办理的申请")


class LevelUnknown(Refusal):
    """The checklist has no such level."""

    code = "rating-level-unknown"
    title = _("没有这个等级")
    hint = _("从列出的等级中选择")


class SelfAssessmentFaulty(Malformed):
    """An answer or fact of the self-assessment does not fit its item."""

    code = "self-assessment-malformed"
    title = _("自评内容不符合检查表")
    hint = _("核对填写内容后重新保存")


class SelfAssessmentMissing(Refusal):
    """An application comes with the home's own assessment of every item."""

    code = "self-assessment-incomplete"
    title = _("自评尚未完成")
    hint = _("把没有填完的分项填完再提交")


class NotEligible(Refusal):
    """A condition of acceptance does not hold."""

    code = "not-eligible"
    title = _("不符合受理条件")
    hint = _("不予受理，或者等情况消除后再受理")


class RefusalWithoutGround(Refusal):
    """An application is refused for a condition that does not hold, never without one."""

    code = "refusal-without-ground"
    title = _("不予受理须有不符合的条件")
    hint = _("受理，或者写明材料不实之处")
    expects = _("至少一项条件不符合")


class ReasonWanted(Refusal):
    """The decision says why."""

    code = "rating-reason-wanted"
    title = _("须说明理由")
    hint = REASON


class NothingToDraw(Refusal):
    """No accepted application waits for its assessors."""

    code = "no-assessors-to-draw"
    title = _("没有待抽取评定人员的申请")
    hint = _("先受理申请")
    expects = _("已受理、尚无评定人员的申请")


class AssessorsNotDrawn(Refusal):
    """A rating visit takes the assessors that were drawn."""

    code = "assessors-not-drawn"
    title = _("尚未抽取评定人员")
    hint = _("先抽取评定人员")


class NoSubstitute(Refusal):
    """Nobody further in the drawn order may go."""

    code = "no-substitute-left"
    title = _("没有可递补的评定人员")
    hint = _("补充评定人员后重新抽取")


class NotOnDuty(Refusal):
    """The assessor has no place at this home."""

    code = "assessor-not-on-duty"
    title = _("不是本申请的评定人员")
    hint = _("核对本申请列出的评定人员")


class FeedbackAnswered(Conflict):
    """The home said something else to the feedback before."""

    code = "feedback-answered"
    title = _("反馈意见已答复")
    hint = _("已答复的不能更改；对结果有异议的，可在公示后申请复核")


class FeedbackPending(Refusal):
    """The committee sits after the home has read the feedback, or let its days pass."""

    code = "feedback-pending"
    title = _("反馈意见尚未送达或者答复期未满")
    hint = _("发出反馈意见，等机构答复")
    expects = _("机构已答复，或者 {day} 之后")


class NotCommittee(Forbidden):
    """Only members of the committee of the home's area vote."""

    code = "not-committee-member"
    title = _("不是评定委员会委员")
    hint = _("请该区域的委员表决")
    expects = _("该机构所在区域的委员")


class VoteRecused(Refusal):
    """A member who assessed the home or has an interest in it does not vote."""

    code = "vote-recused"
    title = _("应当回避表决")
    hint = _("由其他委员表决")


class VoteNotOffered(Refusal):
    """The committee gives no level above the assessed one, nor one the policy rules out."""

    code = "vote-not-offered"
    title = _("不得表决为该等级")
    hint = _("从列出的等级中选择")


class VoteCast(Conflict):
    """The member voted otherwise in this ballot."""

    code = "vote-cast"
    title = _("本轮已投票")
    hint = _("表决后不能更改，等待汇总")


class CommitteeTooSmall(Refusal):
    """The committee has fewer members than the policy says."""

    code = "committee-too-small"
    title = _("评定委员会人数不足")
    hint = _("请平台管理员增补委员")
    expects = _("可表决委员不少于 {n} 人")


class QuorumMissing(Refusal):
    """Too few members have voted."""

    code = "quorum-missing"
    title = _("未达到表决人数")
    hint = _("等其余委员表决后再汇总")
    expects = _("至少 {n} 票")


class NoticeRunning(Refusal):
    """The level is confirmed after its public notice."""

    code = "notice-running"
    title = _("公示期未满")
    hint = _("公示期满后再确认")
    expects = _("{day} 公示期满之后")


class NoticeOver(Refusal):
    """Objections come in while the notice runs."""

    code = "notice-over"
    title = _("公示期已满")
    hint = _("告知来人可以投诉举报")
    expects = _("{day} 以前")


class ObjectionOpen(Refusal):
    """Every objection is answered first."""

    code = "objection-open"
    title = _("公示异议尚未答复")
    hint = _("先答复异议")
    expects = _("异议全部答复")


class ReviewTooLate(Refusal):
    """The days for asking are over."""

    code = "review-too-late"
    title = _("已超过复核或者申诉期限")
    hint = _("期限已过；对生效的决定可以依法申请行政复议或者提起诉讼")


class ReviewOpen(Refusal):
    """A review or an appeal waits for its answer."""

    code = "review-open"
    title = _("复核或者申诉尚未答复")
    hint = _("复核、申诉答复以后再办理")
    expects = _("复核、申诉已经答复")


class ReviewUsed(Refusal):
    """Review and appeal were both answered."""

    code = "review-used"
    title = _("复核和申诉均已答复")
    hint = _("可以依法申请行政复议或者提起诉讼")


class AppealTermRunning(Refusal):
    """After a dismissed review the home's days for an appeal run first."""

    code = "appeal-term-running"
    title = _("申诉期限未满")
    hint = _("申诉期满后再确认")
    expects = _("{day} 之后")


class NotUninvolved(Refusal):
    """An appeal is decided by somebody who had no part in the decision."""

    code = "not-uninvolved"
    title = _("申诉应由未参与的人员答复")
    hint = _("请未参与的同事答复")
    expects = _("未参与本申请的人员")


class NotDecidingAuthority(Forbidden):
    """Another authority decides this level."""

    code = "not-deciding-authority"
    title = _("该等级由其他机关确认")
    hint = _("由有权机关的负责人确认")


class ConfirmerOnCommittee(Refusal):
    """Who confirms neither sits on the committee nor assessed the home."""

    code = "confirmer-on-committee"
    title = _("确认人不得为委员会委员或者评定人员")
    hint = _("由不是委员、也没有参加评定的负责人确认")


class MajorHazardOpen(Refusal):
    """An inspection found a major hazard at the home that is not corrected."""

    code = "major-hazard-open"
    title = _("检查发现的重大事故隐患尚未整改")
    hint = _("督促整改并复查销号后再办")
    expects = _("检查发现的重大事故隐患均已整改")


class RemovalOpen(Conflict):
    """The home was told of another removal that is not decided."""

    code = "removal-open"
    title = _("已发出事先告知")
    hint = _("先决定已经发出的告知")


class HearingRunning(Refusal):
    """The home has said nothing yet and its days are not over."""

    code = "hearing-running"
    title = _("陈述申辩期限未满")
    hint = _("等机构陈述申辩或者期满")
    expects = _("机构已陈述，或者 {day} 之后")


class NotLower(Refusal):
    """A level is lowered to one below it."""

    code = "level-not-lower"
    title = _("降级须低于现等级")
    hint = _("选择较低的等级")
    expects = _("低于现等级的等级")
