"""Every address of Kring, by prefix."""

from django.contrib import admin
from django.urls import include, path

from crm.shared.styleguide.views import styleguide

urlpatterns = [
    path("accounts/", include("crm.shared.people.urls")),
    path("admin/", admin.site.urls),
    path("settings/", include("crm.shared.organisation.urls")),
    path("search/", include("crm.shared.search.urls")),
    path("mailbox/", include("crm.shared.mail.urls")),
    path("customers/activities/", include("customers.activities.urls")),
    path("customers/promises/", include("customers.promises.urls")),
    path("customers/tasks/", include("customers.activities.task_urls")),
    path("complaints/", include("complaints.urls")),
    path("k/", include("complaints.intake.urls")),
    path("s/", include("surveys.answers.public_urls")),
    path("surveys/", include("surveys.urls")),
    path("surveys/answers/", include("surveys.answers.urls")),
    path("surveys/follow-ups/", include("surveys.followups.urls")),
    path("styleguide/", styleguide, name="styleguide"),
]
