"""The filter of the mailbox page."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from crm.shared.lists import FilterForm


class MailboxFilter(FilterForm):
    """Narrows the mailbox to one address."""

    to = forms.CharField(label=_("To"), max_length=254)

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Keep mails to an address that contains the text."""
        to = self.cleaned_data["to"]
        return queryset.filter(to__icontains=to) if to else queryset
