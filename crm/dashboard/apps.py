"""The roof: home and the account page."""

from django.apps import AppConfig


class DashboardConfig(AppConfig):
    """Registers the roof."""

    name = "crm.dashboard"
