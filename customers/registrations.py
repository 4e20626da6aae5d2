"""What customers adds to the registries of the basement (search, jobs, mail purposes, imports)."""

from django.utils.translation import gettext_lazy as _

from crm.shared import figures, jobs, tabs
from crm.shared.files import owners
from crm.shared.help import topics
from crm.shared.imports import registry as imports
from crm.shared.mail import purposes
from crm.shared.people import hooks
from crm.shared.search import registry as search
from customers.accounts.facts import DERIVED
from customers.accounts.imports import KIND as ACCOUNT_IMPORT
from customers.accounts.search import KIND as ACCOUNT_KIND
from customers.accounts.services import follow_owner, return_rested
from customers.activities.search import KIND as MOMENT_KIND
from customers.calendar.views import link_section
from customers.contacts.imports import KIND as CONTACT_IMPORT
from customers.contacts.search import KIND as CONTACT_KIND
from customers.deals.facts import slide_revenue
from customers.deals.imports import KIND as DEAL_IMPORT
from customers.deals.order_imports import KIND as ORDER_IMPORT
from customers.deals.product_imports import KIND as PRODUCT_IMPORT
from customers.deals.search import KIND as DEAL_KIND
from customers.figures import recount, recount_keys, recount_totals
from customers.figures.services import refresh_health_of_the_day
from customers.files.owners import OWNERS
from customers.help import TOPICS
from customers.plans import figures as plan_figures
from customers.promises import reminders
from customers.selection import figures as selection_figures
from customers.selection.abc_services import run_abc
from customers.selection.services import refresh_standings
from customers.winback.ending import run_planned_ends

purposes.register(reminders.PURPOSE)
hooks.on_team_change(follow_owner)
hooks.add_to_profile(hooks.ProfileSection("calendar/_link.html", link_section))
jobs.register("customers.planned_ends", run_planned_ends)
jobs.register("customers.rested", return_rested)
jobs.register("customers.abc", run_abc)
jobs.register("customers.standings", refresh_standings)
jobs.register("customers.promise_reminders", reminders.remind)
jobs.register("customers.health", refresh_health_of_the_day)
jobs.register("customers.revenue", slide_revenue)

search.register(ACCOUNT_KIND)
search.register(CONTACT_KIND)
search.register(DEAL_KIND)
search.register(MOMENT_KIND)

for kind in (PRODUCT_IMPORT, ACCOUNT_IMPORT, CONTACT_IMPORT, DEAL_IMPORT, ORDER_IMPORT):
    imports.register(kind)

figures.register(
    "accounts",
    recount.compare_accounts,
    recount.mend_account,
    stored=figures.columns("customers.Account", *recount.FRESH),
)
figures.register(
    "health",
    recount.compare_health,
    recount.mend_health,
    stored=figures.columns("customers.Account", *DERIVED),
)
figures.register(
    "contacts",
    recount.compare_contacts,
    recount.mend_contact,
    stored=figures.columns("customers.Contact", "last_contact_at"),
)
figures.register(
    "sums of deals",
    recount_totals.compare_totals,
    recount_totals.mend_total,
    stored=figures.columns("customers.DealTotal", *recount_totals.SUMS),
)
figures.register(
    "cycle",
    recount_keys.compare_standing,
    stored=figures.columns("customers.Account", *recount_keys.STANDING),
)
figures.register(
    "keys of accounts",
    recount_keys.compare_keys,
    recount_keys.mend,
    stored=figures.columns("customers.Account", "name_key", "team"),
)
figures.register(
    "keys and consents of contacts",
    recount_keys.compare_contact_keys,
    recount_keys.mend,
    stored=figures.columns(
        "customers.Contact",
        "name_key",
        "email_key",
        *(f"consent_{channel}" for channel in recount_keys.CHANNELS),
    ),
)
figures.register(
    "promises",
    recount_keys.compare_promises,
    recount_keys.mend,
    stored=figures.columns("customers.Promise", "counts_on", "counts_time", "withdrawn_late"),
)
figures.register(
    "deals",
    recount_keys.compare_deals,
    recount_keys.mend,
    stored=figures.columns("customers.Deal", "stage_since"),
)
figures.register(
    "win-backs",
    recount_keys.compare_win_backs,
    recount_keys.mend,
    stored=figures.columns("customers.WinBack", "left_on", "initiator", "reason"),
)
figures.register(
    "plans",
    plan_figures.compare_plans,
    plan_figures.mend_plan,
    stored=figures.columns("customers.AccountPlan", *plan_figures.STORED),
)
figures.register(
    "positions",
    selection_figures.compare_standings,
    selection_figures.mend_standing,
    stored=figures.columns("customers.Standing", *selection_figures.STORED),
)

tabs.register(
    tabs.Tab("overview", _("Overview"), "customers:detail", 0),
    tabs.Tab("people", _("People"), "dmu:page", 10),
    tabs.Tab("empathy", _("Empathy map"), "empathy:account", 15, more=True),
    tabs.Tab("activities", _("Contact moments"), "activities:list", 20, filters=True),
    tabs.Tab("tasks", _("Tasks"), "tasks:list", 30, filters=True),
    tabs.Tab("promises", _("Promises"), "promises:list", 40, filters=True),
    tabs.Tab("deals", _("Deals"), "deals:table", 50, filters=True),
    tabs.Tab("orders", _("Orders"), "orders:list", 60, filters=True),
    tabs.Tab("files", _("Files"), "customers:files", 90, more=True),
    tabs.Tab("health", _("Health"), "customers:health", 90, more=True),
    tabs.Tab("plan", _("Account plan"), "plans:account", 70),
    tabs.Tab("selection", _("Position"), "selection:account", 75, more=True),
)

owners.register(*OWNERS)

topics.register(*TOPICS)
