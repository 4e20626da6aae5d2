"""Account selection in the Django admin: reading only, changes go through Kring's own pages."""

from django.contrib import admin

from crm.shared.admin_base import HistoryAdmin, ReadOnlyInline, ServiceOwnedAdmin
from customers.selection.models import (
    AbcChange,
    AbcRun,
    Assessment,
    Criterion,
    CriterionScore,
    KeyStageMove,
    Standing,
    Wallet,
)


class ScoreInline(ReadOnlyInline):
    """Shows the scores of an assessment."""

    model = CriterionScore


@admin.register(Criterion)
class CriterionAdmin(ServiceOwnedAdmin):
    """Shows criteria: their weights are kept at 100 % by the settings page."""

    list_display = ["name_en", "name_nl", "axis", "weight"]
    list_filter = ["axis"]


@admin.register(Assessment)
class AssessmentAdmin(HistoryAdmin):
    """Shows assessments."""

    list_display = ["account", "made_on", "made_by", "attractiveness", "relationship"]
    list_select_related = ["account", "made_by"]
    search_fields = ["account__name"]
    inlines = [ScoreInline]


@admin.register(CriterionScore)
class CriterionScoreAdmin(HistoryAdmin):
    """Shows single scores."""

    list_display = ["assessment", "criterion", "score", "weight"]
    list_select_related = ["assessment", "criterion"]


@admin.register(Standing)
class StandingAdmin(ServiceOwnedAdmin):
    """Shows where accounts stand."""

    list_display = [
        "account",
        "quadrant",
        "attractiveness",
        "relationship",
        "scored_on",
        "key_stage",
    ]
    list_filter = ["quadrant", "key_stage"]
    list_select_related = ["account"]
    search_fields = ["account__name"]


@admin.register(Wallet)
class WalletAdmin(ServiceOwnedAdmin):
    """Shows what customers spend."""

    list_display = ["account", "year", "spend", "source", "written_by"]
    list_select_related = ["account", "written_by"]
    search_fields = ["account__name"]


@admin.register(KeyStageMove)
class KeyStageMoveAdmin(HistoryAdmin):
    """Shows stages of key accounts."""

    list_display = ["account", "stage", "happened_on", "evidence", "made_by"]
    list_filter = ["stage"]
    list_select_related = ["account", "made_by"]
    search_fields = ["account__name"]


@admin.register(AbcRun)
class AbcRunAdmin(HistoryAdmin):
    """Shows computations of the classes."""

    list_display = [
        "pk",
        "state",
        "a_limit",
        "b_limit",
        "accounts",
        "changes",
        "asked_by",
        "applied_by",
    ]
    list_filter = ["state"]
    list_select_related = ["asked_by", "applied_by"]


@admin.register(AbcChange)
class AbcChangeAdmin(HistoryAdmin):
    """Shows proposed classes."""

    list_display = ["run", "rank", "account", "current", "proposed", "last_year", "applied"]
    list_filter = ["proposed", "applied"]
    list_select_related = ["run", "account"]
    search_fields = ["account__name"]
