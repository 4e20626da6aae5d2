"""Gathers the admin of the nouns of customers."""

from customers.activities import admin as activities_admin
from customers.deals import admin as deals_admin
from customers.promises import admin as promises_admin

__all__ = ["activities_admin", "deals_admin", "promises_admin"]
