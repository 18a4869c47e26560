"""What a tablet shows for each code: stable codes, words that may improve (拒绝原因, 瑕疵)."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REFUSALS: dict[str, str | Promise] = {
    "answer-malformed": _("检查结果的填写格式不符合该项目的要求"),
    "cause-refused": _("所依据的操作未被接受"),
    "causes-in-circle": _("操作之间互为前提，无法排序"),
    "digest-mismatch": _("文书文本与其摘要不一致"),
    "evidence-complete": _("该佐证材料已经收齐，无需免交"),
    "evidence-known": _("该佐证材料编号已被使用"),
    "evidence-too-large": _("佐证材料超过允许的大小"),
    "evidence-unknown": _("没有这份佐证材料"),
    "evidence-withdrawn": _("该佐证材料已经撤回"),
    "fact-malformed": _("基本情况的填写格式不符合要求"),
    "fact-unknown": _("检查标准中没有这项基本情况"),
    "finding-known": _("该问题编号已被使用"),
    "finding-unknown": _("没有这个问题"),
    "id-reused": _("同一操作编号对应了不同内容"),
    "item-unknown": _("检查标准中没有这个项目"),
    "lead-only": _("只有主办检查人员可以这样做"),
    "malformed-operation": _("操作格式不符"),
    "media-type-refused": _("不接受这种文件类型"),
    "na-forbidden": _("该项目不允许填写不适用"),
    "nature-finds-nothing": _("这类现场活动不提出问题"),
    "not-reconciled": _("检查人员的认定意见不一致，应当先协调并说明理由"),
    "not-storable": _("内容无法保存，已转入待处理区"),
    "number-not-leased": _("文号不在本平板预留的号段内"),
    "number-used": _("文号已用于另一份文书"),
    "officer-not-of-visit": _("不是本次检查的检查人员"),
    "officer-proof-wrong": _("检查人员签名验证未通过"),
    "officers-missing": _("在场检查人员不足法定人数"),
    "record-moved": _("记录已被他人更新"),
    "sample-differs": _("抽样结果与随机种子不符"),
    "sample-frame-drawn": _("同一抽样范围已经抽取过"),
    "sample-seed-differs": _("抽样种子与离线包不符"),
    "second-answer-missing": _("要求双人独立认定的项目只有一名检查人员认定"),
    "second-officer-wanted": _("需要另一名检查人员共同确认"),
    "settles-others": _("协调所依据的认定意见已有变化"),
    "text-unknown": _("没有这份已生成的文书文本"),
    "visit-cancelled": _("本次检查已取消"),
    "visit-not-approved": _("本次检查尚未批准"),
    "visit-not-locked": _("现场记录尚未锁定，不能补正"),
    "visit-not-yours": _("不是本平板承担的检查"),
    "witness-wanted": _("拒绝签名应当有见证人"),
    "wrong-device": _("操作不属于发送的平板"),
}

DEFECTS: dict[str, str | Promise] = {
    "after-lock": _("锁定后到达，未并入现场记录"),
    "after-signature": _("被检查单位签名后作出"),
    "before-earliest-day": _("早于通知载明的最早检查日"),
    "cause-refused": _("所依据的操作未被接受"),
    "characters-replaced": _("含有无法保存的字符，已替换"),
    "clock-skewed": _("平板时钟误差超过五分钟"),
    "day-outside-window": _("不在计划的检查时段内"),
    "date-outside-visit": _("签名日期不在下载离线包与收到之间"),
    "device-clock-ahead": _("平板时钟快于服务器"),
    "notice-missing": _("未事先送达检查通知"),
    "officer-certificate-expired": _("检查人员执法证件已过有效期"),
    "not-scanned-in": _("未扫码入企"),
    "officer-not-proven": _("检查人员签名未经本人密钥验证"),
    "not-storable": _("内容无法保存为记录，按原文留存"),
    "photo-seen-elsewhere": _("同一照片曾用于另一服务场所"),
    "position-mocked": _("拍摄位置为模拟位置"),
    "text-differs": _("文本与服务器按同一内容生成的不一致"),
    "text-not-renderable": _("服务器无法按所附内容生成文书"),
}


def words_of(code: str) -> str:
    """Give the words for a code; the code itself for one that has none."""
    return str(REFUSALS.get(code) or DEFECTS.get(code) or code)
