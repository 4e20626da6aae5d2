"""The search index: one row per record that can be found."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchEntry(models.Model):
    """What search knows of one record.

    Its id is given, never counted up: the kind's number and the record's id in one
    (`registry.Kind.entry_id`), so that both databases walk one kind, newest first, along the
    primary key. `text` and `title_key` are normalised.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(_("kind"), max_length=20)
    object_id = models.BigIntegerField(_("record"))
    title = models.CharField(_("title"), max_length=200)
    title_key = models.CharField(max_length=200)
    subtitle = models.CharField(_("subtitle"), max_length=200, blank=True)
    text = models.TextField()
    url = models.CharField(max_length=300)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="shared_searchentry_once")
        ]
        indexes = [
            models.Index(
                fields=["kind", "title_key"],
                name="shared_searchentry_title",
                opclasses=["varchar_pattern_ops", "varchar_pattern_ops"],
            )
        ]

    def __str__(self) -> str:
        return self.title
