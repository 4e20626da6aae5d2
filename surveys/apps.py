"""The surveys app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveysConfig(AppConfig):
    """Registers surveys and what it adds to the basement's registries."""

    name = "surveys"
    verbose_name = _("Surveys")

    def ready(self) -> None:
        """Fill the registries."""
        from surveys import registrations  # noqa: F401
