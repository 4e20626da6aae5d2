"""The customers app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustomersConfig(AppConfig):
    """Registers customers and what it adds to the basement's registries."""

    name = "customers"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Fill the registries."""
        from customers import registrations  # noqa: F401
