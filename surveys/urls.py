"""The addresses of surveys, below /surveys/."""

from django.urls import path

from surveys.campaigns import views
from surveys.nps.views import nps

app_name = "surveys"
urlpatterns = [
    path("", views.survey_list, name="list"),
    path("new/", views.survey_create, name="create"),
    path("nps/", nps, name="nps"),
    path("<int:pk>/", views.survey_detail, name="detail"),
    path("<int:pk>/edit/", views.survey_edit, name="edit"),
    path("<int:pk>/plan/", views.survey_plan, name="plan"),
    path("<int:pk>/launch/", views.survey_launch, name="launch"),
    path("<int:pk>/close/", views.survey_close, name="close"),
    path("<int:pk>/delete/", views.survey_delete, name="delete"),
    path("<int:pk>/asked/", views.survey_invitations, name="invitations"),
    path("<int:pk>/not-asked/", views.survey_skips, name="skips"),
]
