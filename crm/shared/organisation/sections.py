"""The settings in the order of the settings page, each section with the source of its defaults."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """One part of the settings page."""

    key: str
    title: str | Promise
    fields: tuple[str, ...]
    source: str | Promise = ""


SECTIONS = (
    Section(
        "organisation",
        _("Organisation"),
        ("name", "language", "currency", "email", "phone"),
        _(
            "Customers see the name on every page and mail; the language is used for those without one."
        ),
    ),
    Section(
        "visibility",
        _("Who reads what"),
        ("visibility",),
        _(
            "Managers and complaint handlers read everything; everybody changes their own accounts only."
        ),
    ),
    Section(
        "cycle",
        _("Relationship cycle"),
        ("winback_rest_days", "winback_task_days", "welcome_task_days"),
        _(
            "Source: textbook on account management. A customer who leaves is a potential "
            "customer again at once."
        ),
    ),
    Section(
        "rhythm",
        _("Contact rhythm and deals"),
        (
            "rhythm_a_days",
            "rhythm_b_days",
            "rhythm_c_days",
            "near_step_days",
            "falling_percent",
            "visits_a_year",
            "visits_b_year",
            "visits_c_year",
            "quiet_deal_days",
        ),
        _("Source: common practice. Nobody checked these for your trade: choose your own."),
    ),
    Section(
        "promises",
        _("Standard terms of promises"),
        (
            "lead_days_quote",
            "lead_days_delivery",
            "lead_days_call_back",
            "lead_days_complaint_reply",
            "lead_days_visit",
        ),
        _(
            "Proposed while promising, beside what the last 12 months really took. Source: the "
            "textbook's case of a quote expected in two days; the others are common practice."
        ),
    ),
    Section(
        "people",
        _("People who decide"),
        ("decider_silent_days", "contact_window_days", "single_thread_share"),
        _("Source: textbook on account management, multilevel selling; the figures are a start."),
    ),
    Section(
        "files",
        _("Contact moments and files"),
        ("moment_edit_days", "files_account_mb", "files_total_mb"),
        _("A file is at most 10 MB. The room is for your disk and its backup: choose your own."),
    ),
    Section(
        "complaints",
        _("Terms for complaints"),
        (
            "hours_per_day",
            "acknowledge_days",
            "decision_days_critical",
            "decision_days_high",
            "decision_days_normal",
            "decision_days_low",
            "update_days",
            "waiting_max_days",
            "reopen_days",
            "legal_term",
            "duplicate_days",
            "remedy_limit",
            "complaints_email",
            "complaint_from_mail",
            "remedy_limit_year",
            "remedy_limit_manager",
            "remedy_limit_manager_year",
        ),
        _(
            "Steps follow ISO 10002; it asks for terms and sets none. A complaint keeps the "
            "terms of the day it came in."
        ),
    ),
    Section(
        "surveys",
        _("Surveys"),
        (
            "nps_rest_days",
            "nps_account_cap",
            "survey_open_days",
            "answer_lock_days",
            "followup_hours",
            "passive_followup_days",
        ),
        _(
            "Source: common practice with the Net Promoter Score: ask at most once a "
            "quarter, call a detractor within 48 hours."
        ),
    ),
    Section(
        "silence",
        _("Silent customers"),
        ("silent_share", "capture_share", "complaint_window_days"),
        _(
            "Source: textbook on complaints: about half of all dissatisfied customers stay "
            "silent. Never your own figure."
        ),
    ),
)
