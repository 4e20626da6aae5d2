"""The project package as a Django app: commands and locale."""

from django.apps import AppConfig


class KringConfig(AppConfig):
    """Registers the project package."""

    name = "crm"
