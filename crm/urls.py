"""Every address of Kring, by prefix."""

from django.contrib import admin
from django.urls import include, path

from crm.dashboard.account_health.views import account_health
from crm.dashboard.account_page.views import account_page
from crm.dashboard.group.views import group_page
from crm.shared.health.views import healthz, readyz
from crm.shared.help.views import index as help_index
from crm.shared.styleguide.views import styleguide
from customers.accounts.urls import urlpatterns as account_pages

customers = [  # these pages are composed on the roof and belong to the accounts' names
    path("<int:pk>/", account_page, name="detail"),
    path("<int:pk>/group/", group_page, name="group"),
    path("<int:pk>/health/", account_health, name="health"),
    *account_pages,
]

urlpatterns = [
    path("", include("crm.dashboard.urls")),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("accounts/", include("crm.shared.people.urls")),
    path("admin/", admin.site.urls),
    path("customers/", include((customers, "customers"))),
    path("customers/", include("customers.urls")),
    path("settings/", include("crm.shared.organisation.urls")),
    path("settings/profiles/", include("customers.profiles.urls")),
    path("settings/readiness/", include("crm.insight.readiness.urls")),
    path("settings/pipelines/", include("customers.pipelines.urls")),
    path("settings/targets/", include("customers.forecast.target_urls")),
    path("customers/forecast/", include("customers.forecast.urls")),
    path("search/", include("crm.shared.search.urls")),
    path("files/", include("crm.shared.files.urls")),
    path("mailbox/", include("crm.shared.mail.urls")),
    path("customers/activities/", include("customers.activities.urls")),
    path("customers/deals/", include("customers.deals.urls")),
    path("customers/orders/", include("customers.deals.order_urls")),
    path("customers/plans/", include("customers.plans.urls")),
    path("customers/promises/", include("customers.promises.urls")),
    path("customers/selection/", include("customers.selection.urls")),
    path("customers/tasks/", include("customers.activities.task_urls")),
    path("", include("customers.calendar.urls")),
    path("customers/visits/", include("customers.visits.urls")),
    path("complaints/actions/", include("complaints.actions.urls")),
    path("complaints/reports/", include("complaints.reports.urls")),
    path("complaints/", include("complaints.urls")),
    path("k/", include("complaints.intake.urls")),
    path("s/", include("surveys.answers.public_urls")),
    path("surveys/", include("surveys.urls")),
    path("surveys/answers/", include("surveys.answers.urls")),
    path("surveys/follow-ups/", include("surveys.followups.urls")),
    path("surveys/links/", include("surveys.openlinks.urls")),
    path("surveys/themes/", include("surveys.themes.urls")),
    path("surveys/improvements/", include("surveys.improvements.urls")),
    path("insight/", include("crm.insight.urls")),
    path("help/", help_index, name="help"),
    path("styleguide/", styleguide, name="styleguide"),
]
