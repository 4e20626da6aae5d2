"""The roof: where cycle, promises, complaints and NPS meet."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Registers insight."""

    name = "crm.insight"
