"""Pipelines and stages are shown; the settings pages change them, through their services."""

from django.contrib import admin

from crm.shared.admin_base import ReadOnlyInline, ServiceOwnedAdmin
from customers.pipelines.models import DealStage, Pipeline


class StageInline(ReadOnlyInline):
    """Shows the stages of a pipeline."""

    model = DealStage
    fk_name = "pipeline"


@admin.register(Pipeline)
class PipelineAdmin(ServiceOwnedAdmin):
    """Shows pipelines with their stages; won and lost are no stages."""

    list_display = ["name_en", "name_nl", "position", "archived_at"]
    search_fields = ["name_en", "name_nl"]
    inlines = [StageInline]


@admin.register(DealStage)
class DealStageAdmin(ServiceOwnedAdmin):
    """Shows what a deal gets in each stage."""

    list_display = ["name_en", "pipeline", "probability", "forecast", "quiet_days", "archived_at"]
    list_filter = ["pipeline", "forecast"]
    list_select_related = ["pipeline"]
    search_fields = ["name_en", "name_nl"]
