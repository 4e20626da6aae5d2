"""Stops reading a file that is too large before it fills the disk."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from crm.shared.files.names import clean_name


class SizeLimit(FileUploadHandler):
    """Skips the rest of a file above `upload_limit` bytes, a mark on the view; other views have none.

    The names of skipped files stand in `request.files_too_large`, for the sentence.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Start counting a file."""
        super().new_file(*args, **kwargs)
        self.read = 0
        match = getattr(self.request, "resolver_match", None)
        self.limit = getattr(getattr(match, "func", None), "upload_limit", None)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand the data on, up to the limit."""
        self.read += len(raw_data)
        if self.limit is not None and self.read > self.limit:
            names = getattr(self.request, "files_too_large", [])
            self.request.files_too_large = [*names, clean_name(self.file_name or "")]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers that keep it."""
