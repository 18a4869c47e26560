"""Why accounts may say no."""

from django.utils.translation import gettext_lazy as _

from backend.core.refusals import Malformed, Refusal


class NameTaken(Refusal):
    """Somebody already logs in under this name."""

    code = "username-taken"
    title = _("登录名已被使用")


class PasswordTooWeak(Malformed):
    """The password does not meet the rules."""

    code = "password-too-weak"
    title = _("口令强度不足")


class UnknownRegion(Malformed):
    """There is no such region."""

    code = "unknown-region"
    title = _("区划代码不存在")


class CodeSpent(Refusal):
    """The enrolment code is unknown, used or out of date."""

    code = "enrolment-code-spent"
    title = _("登记码无效、已用或已过期")


class DeviceKnown(Refusal):
    """A tablet with this id came in before, under another code."""

    code = "device-known"
    title = _("该平板编号已登记")


class AlreadyRevoked(Refusal):
    """The tablet was revoked before."""

    code = "device-already-revoked"
    title = _("平板已吊销")
