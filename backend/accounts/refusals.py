"""Why accounts may say no."""

from django.utils.translation import gettext_lazy as _

from backend.core.refusals import Malformed, Refusal


class NameTaken(Refusal):
    """Somebody already logs in under this name."""

    code = "username-taken"
    title = _("登录名已被使用")
    hint = _("换一个登录名")


class PasswordTooWeak(Malformed):
    """The password does not meet the rules."""

    code = "password-too-weak"
    title = _("口令强度不足")
    hint = _("换一个更长、不常见的口令")


class UnknownRegion(Malformed):
    """There is no such region."""

    code = "unknown-region"
    title = _("区划代码不存在")
    hint = _("核对区划代码；确有这一区划的，请平台管理员先行录入")


class NotOnYourself(Refusal):
    """Nobody blocks himself or takes a role from himself."""

    code = "not-on-yourself"
    title = _("不能停用自己或者收回自己的角色")
    hint = _("请本辖区另一名平台管理员办理")


class NotOnlyYours(Refusal):
    """The person holds a role outside the administrator's area, or none anywhere."""

    code = "person-not-only-yours"
    title = _("该人员不属于你的辖区，或者不只属于你的辖区")
    hint = _(
        "全部角色都在本辖区的，才能停用或者恢复："
        "另有外地角色的，请共同的上级机关办理；没有角色的，先授予角色"
    )


class CodeSpent(Refusal):
    """The enrolment code is unknown, used or out of date."""

    code = "enrolment-code-spent"
    title = _("登记码无效、已用或已过期")
    hint = _("请机关在平板页面重新生成登记码")


class DeviceKnown(Refusal):
    """A tablet with this id came in before, under another code."""

    code = "device-known"
    title = _("该平板编号已登记")
    hint = _("清空平板上的检查端，重新登记")


class AlreadyRevoked(Refusal):
    """The tablet was revoked before."""

    code = "device-already-revoked"
    title = _("平板已吊销")
    hint = _("无须再次吊销")
    states_of = "accounts.Device"


class DeviceUnknown(Refusal):
    """No such tablet is enrolled."""

    code = "device-unknown"
    status = 401
    title = _("平板未登记")
    hint = _("用新的登记码登记这台平板")


class DeviceRevoked(Refusal):
    """The tablet was revoked: only ciphertext is taken, at the escrow address."""

    code = "device-revoked"
    status = 401
    title = _("平板已吊销")
    hint = _("已吊销的平板不能再用，也不能重置口令；其中的数据以密文上交")


class SignatureWrong(Refusal):
    """The signature is not the tablet's over these bytes."""

    code = "signature-wrong"
    status = 401
    title = _("平板签名不符")
    hint = _("在这台平板上重新提交；仍不成功的，重新登记")


class DeviceDiffers(Refusal):
    """The login belongs to another tablet, or to none."""

    code = "device-differs"
    status = 401
    title = _("登录状态不属于这台平板")
    hint = _("在本人登录的那台平板上办理，或者重新登录")


class SessionEnded(Refusal):
    """The login was ended, or its token was used twice: log in again."""

    code = "session-ended"
    status = 401
    title = _("登录状态已结束，请重新登录")
    hint = _("重新登录")


class LoginLocked(Refusal):
    """Too many wrong passwords: try again later."""

    code = "login-locked"
    status = 429
    title = _("登录失败次数过多，请稍后再试")
    hint = _("等待一刻钟后再登录")


class DataKeyMissing(Refusal):
    """The tablet gave the office no copy of its data key."""

    code = "data-key-missing"
    title = _("该平板未向机关托管数据密钥")
    hint = _("从平板导出日志交来，再重新登记平板")


class CheckDiffers(Refusal):
    """The six digits are not those of the tablet that asks."""

    code = "check-digits-differ"
    title = _("核对码不符")
    hint = _("请持平板人员重新读出六位核对码；仍不一致的，拒绝该申请")


class ResetClosed(Refusal):
    """The request was decided before, or its time is over."""

    code = "reset-closed"
    title = _("重置申请已处理或已过期")
    hint = _("请持平板人员重新提出申请")
    states_of = "accounts.PassphraseReset"
