"""The basement as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharedConfig(AppConfig):
    """Registers the basement under the label `shared`."""

    name = "crm.shared"
    verbose_name = _("General")
    label = "shared"

    def ready(self) -> None:
        """Fill the registries of the basement."""
        from crm.shared import registrations  # noqa: F401
