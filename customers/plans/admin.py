"""Account plans in the Django admin: reading only, changes go through Kring's own pages."""

from django.contrib import admin

from crm.shared.admin_base import HistoryAdmin, ReadOnlyInline, ServiceOwnedAdmin
from customers.plans.models import (
    AccountPlan,
    AccountProposition,
    GoalValue,
    PlanAction,
    PlanGoal,
    PlanReview,
    PlanVersion,
    SegmentProposition,
)


class GoalInline(ReadOnlyInline):
    """Shows the goals of a plan."""

    model = PlanGoal


class ReviewInline(ReadOnlyInline):
    """Shows the reviews of a plan."""

    model = PlanReview


@admin.register(AccountPlan)
class AccountPlanAdmin(ServiceOwnedAdmin):
    """Shows plans by year."""

    list_display = ["account", "year", "state", "number", "next_review_on", "approved_by"]
    list_filter = ["year", "state"]
    list_select_related = ["account", "approved_by"]
    search_fields = ["account__name"]
    inlines = [GoalInline, ReviewInline]


@admin.register(PlanGoal)
class PlanGoalAdmin(ServiceOwnedAdmin):
    """Shows goals."""

    list_display = ["title", "plan", "measure", "baseline", "target", "due_on"]
    list_filter = ["measure"]
    list_select_related = ["plan"]
    search_fields = ["title", "plan__account__name"]


@admin.register(GoalValue)
class GoalValueAdmin(HistoryAdmin):
    """Shows measured values."""

    list_display = ["goal", "value", "measured_on", "recorded_by"]
    list_select_related = ["goal", "recorded_by"]
    search_fields = ["goal__title"]


@admin.register(PlanAction)
class PlanActionAdmin(ServiceOwnedAdmin):
    """Shows actions."""

    list_display = ["task", "plan", "goal", "expected_result"]
    list_select_related = ["task", "plan", "goal"]
    search_fields = ["task__title"]


@admin.register(PlanReview)
class PlanReviewAdmin(ServiceOwnedAdmin):
    """Shows reviews."""

    list_display = ["plan", "half", "planned_on", "held_on", "attended"]
    list_select_related = ["plan"]
    search_fields = ["plan__account__name"]


@admin.register(PlanVersion)
class PlanVersionAdmin(HistoryAdmin):
    """Shows approved versions."""

    list_display = ["plan", "number", "approved_by", "approved_at"]
    list_select_related = ["plan", "approved_by"]
    search_fields = ["plan__account__name"]


@admin.register(SegmentProposition)
class SegmentPropositionAdmin(ServiceOwnedAdmin):
    """Shows what we offer segments."""

    list_display = ["sector", "job", "answer"]
    list_select_related = ["sector"]
    search_fields = ["sector__name"]


@admin.register(AccountProposition)
class AccountPropositionAdmin(ServiceOwnedAdmin):
    """Shows what we offer single accounts."""

    list_display = ["account", "job", "answer"]
    list_select_related = ["account"]
    search_fields = ["account__name"]
