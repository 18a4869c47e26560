"""The result words of an inspection and what follows (检查结果代码, 后续处理)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Result(models.TextChoices):
    """What came of an inspection; several may hold.

    Source: facts file, section 3 (codes of a public double-random platform, 2017).
    """

    NOTHING_FOUND = "1", _("未发现问题")
    FOUND = "A", _("发现问题待后续处理")
    NOT_PUBLISHED = "B", _("未按规定公示应当公示的信息")
    FALSE_PUBLISHED = "C", _("公示信息隐瞒真实情况、弄虚作假")
    CORRECTED = "E", _("发现问题经责令已改正")
    NO_BUSINESS = "F", _("未发现开展本次抽查涉及的经营活动")
    UNREACHABLE = "6", _("通过登记的住所（经营场所）无法联系")
    UNCOOPERATIVE = "8", _("不配合检查情节严重")
    OTHER_DEPARTMENT = "5", _("违反其他部门规定")
    CLOSED = "7", _("停业、清算")
    DEREGISTERED = "9", _("已注销")


class Obstacle(models.TextChoices):
    """Why a visit could not be carried out as planned (未能正常检查的情形).

    Source: sync design, the lock; the words are ours, their public codes stand in RESULT_OF.
    """

    COOPERATION_REFUSED = "cooperation-refused", _("被检查单位不配合检查")
    NOT_IN_BUSINESS = "not-in-business", _("未开展经营活动")
    CLOSED = "closed", _("已停业或者正在清算")
    NOT_FOUND = "not-found", _("按登记的地址找不到被检查单位")
    CANNOT_CHECK = "cannot-check", _("因其他原因无法检查")


class Disposition(models.TextChoices):
    """What the office does next (后续处理). Source: facts file, section 3."""

    NONE = "none", _("无需后续处置")
    STOPPED = "stopped", _("停止检查，反馈日常监管")
    ORDER = "order", _("责令改正，后续跟踪由日常监管负责")
    CASE = "case", _("发现案件线索，固定证据后移送办案机构")
    HAND_OVER = "hand_over", _("违反其他部门规定，抄告")
    OTHER = "other", _("其他")


# The public code of an obstacle. One that has none keeps its own word, provisionally.
# Source: facts file, section 3; CANNOT_CHECK has no code there.
RESULT_OF: dict[Obstacle, Result] = {
    Obstacle.COOPERATION_REFUSED: Result.UNCOOPERATIVE,
    Obstacle.NOT_IN_BUSINESS: Result.NO_BUSINESS,
    Obstacle.CLOSED: Result.CLOSED,
    Obstacle.NOT_FOUND: Result.UNREACHABLE,
}

# Where nothing could be looked at, nothing was found either.
WITHOUT_A_LOOK = frozenset(
    (Result.NO_BUSINESS, Result.UNREACHABLE, Result.CLOSED, Result.DEREGISTERED)
)
