"""The roof: home and the account page."""

from django.apps import AppConfig


class DashboardConfig(AppConfig):
    """Registers the roof."""

    name = "crm.dashboard"

    def ready(self) -> None:
        """Fill the registries of the basement."""
        from crm.dashboard import registrations  # noqa: F401
