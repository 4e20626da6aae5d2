"""The rubric in the Django admin: reading only; its own page edits it."""

from django.contrib import admin

from complaints.rubric.models import RubricLevel
from crm.shared.admin_base import ServiceOwnedAdmin


@admin.register(RubricLevel)
class RubricLevelAdmin(ServiceOwnedAdmin):
    """Shows the levels of severity."""

    list_display = ["severity", "meaning_en", "meaning_nl"]
