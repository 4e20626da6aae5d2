"""Fields of the public pages."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

ACCEPTED = ".pdf,.png,.jpg,.jpeg,.txt,.csv,.xlsx,.docx,.eml"


class FilesInput(forms.ClearableFileInput):
    """Chooses several files at once; also from the camera of a telephone."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return all files, not only the last."""
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class FilesField(forms.FileField):
    """Takes any number of files, none by default; what is in them is looked at when they are kept."""

    widget = FilesInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Photos or documents"))
        kwargs.setdefault(
            "help_text", _("pdf, png, jpg, txt, csv, xlsx, docx or eml; 10 MB a file at most.")
        )
        kwargs.setdefault("widget", FilesInput(attrs={"accept": ACCEPTED}))
        super().__init__(required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the files as they came."""
        return [one for one in data or [] if one]
