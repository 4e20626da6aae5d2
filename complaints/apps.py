"""The complaints app."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """Registers complaints and what it adds to the basement's registries."""

    name = "complaints"

    def ready(self) -> None:
        """Fill the registries."""
        from complaints import registrations  # noqa: F401
