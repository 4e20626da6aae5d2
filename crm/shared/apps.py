"""The basement as a Django app."""

from django.apps import AppConfig


class SharedConfig(AppConfig):
    """Registers the basement under the label `shared`."""

    name = "crm.shared"
    label = "shared"

    def ready(self) -> None:
        """Fill the registries of the basement."""
        from crm.shared import registrations  # noqa: F401
