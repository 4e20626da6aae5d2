"""The complaints app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComplaintsConfig(AppConfig):
    """Registers complaints and what it adds to the basement's registries."""

    name = "complaints"
    verbose_name = _("Complaints")

    def ready(self) -> None:
        """Fill the registries."""
        from complaints import registrations  # noqa: F401
