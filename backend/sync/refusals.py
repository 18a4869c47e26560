"""Why a whole batch or an upload is not taken; single operations have their own codes."""

from django.utils.translation import gettext_lazy as _

from backend.core.refusals import Conflict, Malformed, Missing, Refusal


class BatchMalformed(Malformed):
    """The body is not one batch of JSON."""

    code = "batch-malformed"
    title = _("批次格式不符")


class GzipBroken(Malformed):
    """The compressed body ends early or is no gzip."""

    code = "gzip-broken"
    title = _("压缩内容不完整")


class BatchTooLarge(Refusal):
    """More bytes than one batch may have as sent."""

    code = "batch-too-large"
    status = 413
    title = _("批次过大")


class BatchInflatesTooFar(Refusal):
    """More bytes than one batch may have when inflated."""

    code = "batch-inflates-too-far"
    status = 413
    title = _("批次解压后过大")


class BatchTooMany(Refusal):
    """More operations than one batch may hold."""

    code = "batch-too-many"
    status = 413
    title = _("批次操作数过多")


class EscrowTooLarge(Refusal):
    """More ciphertext than one piece may have."""

    code = "escrow-too-large"
    status = 413
    title = _("密文过大")
    hint = _("分成较小的几片再交")


class PieceMalformed(Malformed):
    """A piece of ciphertext has not the form that tablets give it."""

    code = "escrow-malformed"
    title = _("托管密文格式不符")
    hint = _("用检查端重新导出后再交")


class JournalBroken(Malformed):
    """An exported journal ends early, or is no journal."""

    code = "journal-broken"
    title = _("导出的日志文件不完整")
    hint = _("从平板重新导出完整的日志文件")


class NotCiphertext(Refusal):
    """What lies there is no ciphertext of a tablet."""

    code = "not-ciphertext"
    title = _("该内容不是平板托管的密文")
    hint = _("只解开平板托管的密文，这一项不必解开")


class StateDiffers(Refusal):
    """Tablet and server do not hold the same: start the pull over."""

    code = "state-differs"
    status = 412
    title = _("平板与服务器数据不一致，应重新同步")


class ManifestMissing(Missing):
    """There is no manifest of this evidence on one of the tablet's visits: send it first."""

    code = "manifest-missing"
    title = _("没有该佐证材料的清单")


class NotAwaited(Refusal):
    """The bytes of this evidence are not wanted: waived or withdrawn."""

    code = "evidence-not-awaited"
    title = _("该佐证材料无需上传")


class LengthDiffers(Refusal):
    """The length is not the one of the manifest."""

    code = "upload-length-differs"
    title = _("上传长度与清单不符")


class HashDiffers(Refusal):
    """The bytes are not those that were hashed at capture."""

    code = "upload-hash-differs"
    title = _("上传内容与清单摘要不符")


class TypeDiffers(Refusal):
    """The content is not of the type that the manifest says."""

    code = "upload-type-differs"
    title = _("文件实际类型与清单不符")


class TooManyPixels(Refusal):
    """The picture is larger than any camera of ours makes."""

    code = "upload-too-many-pixels"
    title = _("图片像素超过上限")


class PictureUnreadable(Refusal):
    """The picture cannot be decoded."""

    code = "upload-picture-unreadable"
    title = _("图片无法解码")


class OffsetDiffers(Conflict):
    """The PATCH does not start where the bytes end: ask with HEAD, then go on from there."""

    code = "upload-offset-differs"
    title = _("续传位置不符")


class UploadBusy(Conflict):
    """Another PATCH took the upload over."""

    code = "upload-taken-over"
    title = _("上传已由另一连接接管")


class UploadGone(Refusal):
    """The upload was ended, refused or expired: make a new one."""

    code = "upload-gone"
    status = 410
    title = _("上传已终止，应重新开始")


class TusVersion(Refusal):
    """Only tus 1.0.0 is spoken here."""

    code = "tus-version"
    status = 412
    title = _("上传协议版本不符")


class UploadMalformed(Malformed):
    """A tus header is missing or wrong."""

    code = "upload-malformed"
    title = _("上传请求格式不符")


class ChecksumDiffers(Refusal):
    """The bytes of this PATCH do not have the checksum it states; they were dropped."""

    code = "upload-checksum-differs"
    status = 460
    title = _("片段校验和不符")
