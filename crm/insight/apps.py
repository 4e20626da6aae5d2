"""The roof: where cycle, promises, complaints and NPS meet."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InsightConfig(AppConfig):
    """Registers insight."""

    name = "crm.insight"
    verbose_name = _("Insight")

    def ready(self) -> None:
        """Fill the registries of the basement."""
        from crm.insight import registrations  # noqa: F401
