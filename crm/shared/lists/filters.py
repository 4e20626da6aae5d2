"""The base of filter forms: bound to the address, forgiving about what stands there."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

BIGGEST = 2**63 - 1


def fits_the_database(value: int) -> None:
    """Refuse a whole number no column can hold."""
    if abs(value) > BIGGEST:
        raise forms.ValidationError(_("This number is too large."))


class FilterForm(forms.Form):
    """Narrows a list by what stands in the address.

    Unknown parameters are ignored. A bad value shows an error beside its field and counts as not
    given: `cleaned_data` always holds every field. `self.user` is the reader.
    """

    def __init__(
        self, data: QueryDict | None = None, *, request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        self.request = request
        self.user = getattr(request, "user", None)
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(QueryDict() if data is None else data, **kwargs)
        for field in self.fields.values():
            field.required = False
            if type(field) is forms.IntegerField:
                field.validators.append(fits_the_database)

    def full_clean(self) -> None:
        """Check every field; one with an error gets its empty value."""
        super().full_clean()
        for name, field in self.fields.items():
            if name not in self.cleaned_data:
                self.cleaned_data[name] = self._empty(field)

    @staticmethod
    def _empty(field: forms.Field) -> Any:
        try:
            return field.clean(None)
        except forms.ValidationError:
            return None

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Return the queryset narrowed by the valid values of this form."""
        return queryset

    def narrowed(self, queryset: QuerySet) -> QuerySet:
        """Check the form, then apply it."""
        self.is_valid()
        return self.apply(queryset)
