"""The roof: where cycle, promises, complaints and NPS meet."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Registers insight."""

    name = "crm.insight"

    def ready(self) -> None:
        """Fill the registries of the basement."""
        from crm.insight import registrations  # noqa: F401
