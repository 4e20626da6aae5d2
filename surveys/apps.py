"""The surveys app."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Registers surveys and what it adds to the basement's registries."""

    name = "surveys"

    def ready(self) -> None:
        """Fill the registries."""
        from surveys import registrations  # noqa: F401
