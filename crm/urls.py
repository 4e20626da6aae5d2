"""Every address of Kring, by prefix."""

from django.contrib import admin
from django.urls import path

from crm.shared.styleguide.views import styleguide

urlpatterns = [
    path("admin/", admin.site.urls),
    path("styleguide/", styleguide, name="styleguide"),
]
