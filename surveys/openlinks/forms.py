"""The form that opens a public link."""

from django import forms

from surveys.openlinks.models import OpenLink


class OpenLinkForm(forms.ModelForm):
    """Ask where the link will hang and in which language it starts."""

    class Meta:
        model = OpenLink
        fields = ("source", "language")
