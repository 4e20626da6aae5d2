"""Sending a kept file: always to be saved, never to be shown by the browser."""

import logging

from django.http import FileResponse, Http404

from crm.shared.files import storage
from crm.shared.files.models import StoredFile
from crm.shared.files.names import KINDS

logger = logging.getLogger(__name__)


def as_download(file: StoredFile) -> FileResponse:
    """Return a file as an attachment; 404 when its content is gone. Who may have it, decide before."""
    try:
        content = storage.read(file.path)
    except FileNotFoundError as error:
        logger.error("The content of file %s is missing", file.pk)
        raise Http404 from error
    response = FileResponse(
        content, as_attachment=True, filename=file.name, content_type=KINDS[file.kind]
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
