"""Every address of Kring, by prefix."""

from django.contrib import admin
from django.urls import include, path

from crm.shared.styleguide.views import styleguide

urlpatterns = [
    path("accounts/", include("crm.shared.people.urls")),
    path("admin/", admin.site.urls),
    path("settings/", include("crm.shared.organisation.urls")),
    path("mailbox/", include("crm.shared.mail.urls")),
    path("styleguide/", styleguide, name="styleguide"),
]
