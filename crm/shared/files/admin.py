"""Files in the Django admin: reading only; what is in them is fetched through their record's page."""

from django.contrib import admin

from crm.shared.admin_base import ServiceOwnedAdmin
from crm.shared.files.models import FileUse, StoredFile


@admin.register(StoredFile)
class StoredFileAdmin(ServiceOwnedAdmin):
    """Shows files, the newest first."""

    list_display = ("name", "kind", "size", "owner_kind", "uploaded_by", "uploaded_at")
    list_filter = ("kind", "owner_kind")
    list_select_related = ("uploaded_by",)
    search_fields = ("name_key__startswith",)


@admin.register(FileUse)
class FileUseAdmin(ServiceOwnedAdmin):
    """Shows how much room files take."""

    list_display = ("account_id", "bytes", "files")
    ordering = ("-bytes",)
