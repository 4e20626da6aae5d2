"""The list machine: filters, whitelisted sorts, keyset pages, capped counts and CSV."""

from crm.shared.lists.columns import Column, ListSpec
from crm.shared.lists.filters import FilterForm
from crm.shared.lists.views import list_response

__all__ = ["Column", "FilterForm", "ListSpec", "list_response"]
