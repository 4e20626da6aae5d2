"""Files that colleagues add to records, and how much room they take."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.shared.constraints import choice_check
from crm.shared.files.querysets import StoredFileQuerySet

LARGEST = 10 * 1024 * 1024  # bytes a file


class FileKind(models.TextChoices):
    """Kinds of file that are kept."""

    PDF = "pdf", "PDF"
    PNG = "png", "PNG"
    JPG = "jpg", "JPG"
    TXT = "txt", "TXT"
    CSV = "csv", "CSV"
    XLSX = "xlsx", "XLSX"
    DOCX = "docx", "DOCX"
    EML = "eml", "EML"


class StoredFile(models.Model):
    """One file: what it is called here, and under which random name it stands outside the web root.

    `owner_kind` and `owner_id` name the record it hangs on (`crm.shared.files.owners`); `account_id` is the
    account of that record, for its list of files and its share of the room.
    """

    owner_kind = models.CharField(_("belongs to"), max_length=20, editable=False)
    owner_id = models.BigIntegerField(editable=False)
    account_id = models.BigIntegerField(null=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    name_key = models.CharField(max_length=120, editable=False)
    kind = models.CharField(_("kind"), max_length=4, choices=FileKind.choices)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(max_length=64, editable=False)
    path = models.CharField(max_length=40, unique=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("added by"),
    )
    uploaded_at = models.DateTimeField(_("added at"))
    pinned_at = models.DateTimeField(_("pinned at"), null=True, editable=False)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [
            choice_check("kind", FileKind),
            models.CheckConstraint(
                condition=Q(size__gte=1, size__lte=LARGEST), name="shared_storedfile_size"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="shared_storedfile_named"),
        ]
        indexes = [
            models.Index(fields=["account_id", "-uploaded_at", "-id"], name="shared_file_account"),
            models.Index(fields=["owner_kind", "owner_id", "id"], name="shared_file_owner"),
            models.Index(
                fields=["account_id"],
                condition=Q(pinned_at__isnull=False),
                name="shared_file_pinned",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return where it is downloaded."""
        return reverse("files:download", args=[self.pk])


class FileUse(models.Model):
    """The room that files take: one row per account, and row 0 for everything together."""

    EVERYTHING = 0

    account_id = models.BigIntegerField(_("account"), unique=True)
    bytes = models.BigIntegerField(_("bytes"), default=0)
    files = models.PositiveIntegerField(_("files"), default=0)

    class Meta:
        verbose_name = _("room taken by files")
        verbose_name_plural = _("room taken by files")
        constraints = [
            models.CheckConstraint(condition=Q(bytes__gte=0), name="shared_fileuse_bytes")
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.bytes}"
