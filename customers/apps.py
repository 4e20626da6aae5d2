"""The customers app."""

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    """Registers customers and what it adds to the basement's registries."""

    name = "customers"

    def ready(self) -> None:
        """Fill the registries."""
        from customers import registrations  # noqa: F401
