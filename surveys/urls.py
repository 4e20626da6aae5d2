"""The addresses of surveys, below /surveys/."""

from django.urls import path

from surveys.campaigns import views
from surveys.nps import views as nps_views

app_name = "surveys"
urlpatterns = [
    path("", views.survey_list, name="list"),
    path("new/", views.survey_create, name="create"),
    path("nps/", nps_views.nps, name="nps"),
    path("nps/response/", nps_views.nps_response, name="response"),
    path("nps/customers/", nps_views.nps_business, name="business"),
    path("nps/trust/", nps_views.nps_trust, name="trust"),
    path("nps/export/<slug:table>/", nps_views.nps_export, name="nps_export"),
    path("nps/events/", nps_views.mark_add, name="mark_add"),
    path("nps/events/<int:pk>/remove/", nps_views.mark_remove, name="mark_remove"),
    path("not-asked/", views.skip_list, name="not_asked"),
    path("<int:pk>/", views.survey_detail, name="detail"),
    path("<int:pk>/edit/", views.survey_edit, name="edit"),
    path("<int:pk>/plan/", views.survey_plan, name="plan"),
    path("<int:pk>/launch/", views.survey_launch, name="launch"),
    path("<int:pk>/close/", views.survey_close, name="close"),
    path("<int:pk>/delete/", views.survey_delete, name="delete"),
    path("<int:pk>/asked/", views.survey_invitations, name="invitations"),
    path("<int:pk>/not-asked/", views.survey_skips, name="skips"),
]
