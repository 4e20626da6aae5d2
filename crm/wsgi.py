"""The WSGI entry point: `gunicorn crm.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

from crm.shared.health.state import refuse_pending_migrations

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")

application = get_wsgi_application()
refuse_pending_migrations()
