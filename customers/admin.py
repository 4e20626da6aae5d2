"""Gathers the admin of the nouns of customers."""

from customers.accounts import admin as accounts_admin
from customers.activities import admin as activities_admin
from customers.calendar import admin as calendar_admin
from customers.contacts import admin as contacts_admin
from customers.deals import admin as deals_admin
from customers.dmu import admin as dmu_admin
from customers.empathy import admin as empathy_admin
from customers.figures import admin as figures_admin
from customers.forecast import admin as forecast_admin
from customers.pipelines import admin as pipelines_admin
from customers.plans import admin as plans_admin
from customers.profiles import admin as profiles_admin
from customers.promises import admin as promises_admin
from customers.selection import admin as selection_admin
from customers.winback import admin as winback_admin

__all__ = [
    "accounts_admin",
    "activities_admin",
    "calendar_admin",
    "contacts_admin",
    "deals_admin",
    "dmu_admin",
    "empathy_admin",
    "figures_admin",
    "forecast_admin",
    "pipelines_admin",
    "plans_admin",
    "profiles_admin",
    "promises_admin",
    "selection_admin",
    "winback_admin",
]
