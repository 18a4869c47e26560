"""Papers, their numbers, their service, and the certificates of the seal (文书)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Region
from backend.core.ids import uuid7


class Agency(models.Model):
    """An authority that issues papers (行政机关); a row of data with its source."""

    mark = models.CharField(primary_key=True, max_length=20)  # 机关代字, 哈里民
    name = models.CharField(max_length=80)
    region_code = models.CharField(max_length=12)
    department = models.CharField(max_length=20)
    review_body = models.CharField(max_length=80)  # 行政复议机关
    address = models.CharField(max_length=120)
    contact = models.CharField(max_length=80)
    supervision_phone = models.CharField(max_length=60)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "department"], name="agency_once_a_region_and_department"
            )
        ]

    def __str__(self) -> str:
        return self.name


class NumberBlock(models.Model):
    """Numbers lent to one tablet for one purpose (a visit), so that it issues papers offline.

    Released ones are lent again to the same tablet; returned ones are void.
    """

    class State(models.TextChoices):
        LEASED = "leased", _("使用中")
        RELEASED = "released", _("可续用")
        RETURNED = "returned", _("已交回")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.CharField(max_length=20)
    kind = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    device = models.CharField(max_length=40)
    purpose = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.LEASED)
    leased_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "kind", "year", "device", "purpose"],
                condition=Q(state="leased"),
                name="one_block_a_tablet_and_purpose",
            )
        ]
        indexes = [models.Index(fields=["device", "state"], name="block_by_device")]

    def __str__(self) -> str:
        return f"{self.kind} {self.year} {self.device} {self.state}"


class Number(models.Model):
    """One running number; once given out it stays for ever, void ones too (文号)."""

    class State(models.TextChoices):
        LEASED = "leased", _("预留")
        TAKEN = "taken", _("已取号")
        USED = "used", _("已使用")
        VOID = "void", _("作废")

    label = models.CharField(primary_key=True, max_length=60)  # 哈里民检录〔2026〕1号
    agency = models.CharField(max_length=20)
    kind = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    n = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State.choices)
    block = models.ForeignKey(
        NumberBlock, models.PROTECT, null=True, blank=True, related_name="numbers"
    )
    why_void = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "kind", "year", "n"], name="number_once_a_kind_and_year"
            ),
            models.CheckConstraint(
                name="number_void_says_why", condition=~Q(state="void") | ~Q(why_void="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.state}"


class Paper(models.Model):
    """One paper about one subject, in two sealed versions: 存档版 and 公开版.

    text: what was read and signed; text_digest is the SHA-256 of its UTF-8 bytes.
    *_digest: of the file before sealing, equal for equal input; *_sha256: of the sealed file.
    """

    class State(models.TextChoices):
        REQUESTED = "requested", _("待制作")
        RENDERED = "rendered", _("待签章")
        SEALED = "sealed", _("已签章")
        FAILED = "failed", _("制作失败")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    site_id = models.UUIDField(null=True, blank=True)

    context = models.JSONField()
    text = models.TextField()
    text_digest = models.CharField(max_length=64)
    signatures = models.JSONField(default=list)
    photos = models.JSONField(default=list)
    defects = models.JSONField(default=list)  # 瑕疵, codes
    demo_date = models.DateField(null=True, blank=True)  # real date, printed where the clock is set

    state = models.CharField(max_length=10, choices=State.choices, default=State.REQUESTED)
    error = models.TextField(blank=True)
    verify_code = models.CharField(max_length=16, unique=True)
    archive_key = models.CharField(max_length=120, blank=True)
    archive_content_key = models.UUIDField(null=True, blank=True)
    archive_digest = models.CharField(max_length=64, blank=True)
    archive_sha256 = models.CharField(max_length=64, blank=True)
    public_key = models.CharField(max_length=120, blank=True)
    public_digest = models.CharField(max_length=64, blank=True)
    public_sha256 = models.CharField(max_length=64, blank=True)
    requested_by = models.CharField(max_length=80)
    requested_at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True, blank=True)  # real time

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number", "text_digest", "subject_id"], name="paper_asked_for_once"
            ),
            models.CheckConstraint(
                name="paper_sealed_has_files",
                condition=~Q(state="sealed") | (~Q(archive_sha256="") & ~Q(public_sha256="")),
            ),
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="paper_by_subject"),
            models.Index(fields=["site_id"], name="paper_by_site"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.state}"


class Service(models.Model):
    """That a paper reached its recipient, on which civil date and how (送达)."""

    class Kind(models.TextChoices):
        DIRECT = "direct", _("直接送达")
        RETAINED = "retained", _("留置送达")
        POST = "post", _("邮寄送达")
        ELECTRONIC = "electronic", _("电子送达")

    class State(models.TextChoices):
        SETTLED = "settled", _("已确定")
        DATE_TO_CONFIRM = "date_to_confirm", _("日期待确认")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="service")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    served_on = models.DateField()  # the date written and signed on the paper
    recipient = models.CharField(max_length=60)
    witness = models.CharField(max_length=60, blank=True)
    device = models.CharField(max_length=40, blank=True)
    skew_s = models.FloatField(null=True, blank=True)
    state = models.CharField(max_length=16, choices=State.choices)
    doubt = models.CharField(max_length=40, blank=True)  # why the date waits for the head
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=80, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="service_to_confirm_says_why",
                condition=~Q(state="date_to_confirm") | ~Q(doubt=""),
            ),
            models.CheckConstraint(
                name="service_retained_has_witness", condition=~Q(kind="retained") | ~Q(witness="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper} {self.kind} {self.served_on}"


class SealCertificate(models.Model):
    """A certificate of the seal, or of the authority above it (印章证书)."""

    class Role(models.TextChoices):
        AUTHORITY = "authority", _("签发机构")
        SEAL = "seal", _("印章")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    role = models.CharField(max_length=10, choices=Role.choices)
    pem = models.TextField()
    test = models.BooleanField()  # made here: a demonstration, no legal effect
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.role} {self.valid_from:%Y-%m-%d}"
