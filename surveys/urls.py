"""The addresses of surveys, below /surveys/."""

from django.urls import path

from surveys.audience import views as audience
from surveys.campaigns import views
from surveys.nps import views as nps_views
from surveys.occasions.views import survey_occasions
from surveys.sealed import views as sealed
from surveys.sending import views as sending

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
    path("not-asked/", audience.skip_list, name="not_asked"),
    path("<int:pk>/", views.survey_detail, name="detail"),
    path("<int:pk>/edit/", views.survey_edit, name="edit"),
    path("<int:pk>/plan/", audience.survey_plan, name="plan"),
    path("<int:pk>/launch/", views.survey_launch, name="launch"),
    path("<int:pk>/plan-ahead/", views.survey_act, {"act": "plan_ahead"}, name="plan_ahead"),
    path("<int:pk>/take-back/", views.survey_act, {"act": "take_back"}, name="take_back"),
    path("<int:pk>/pause/", views.survey_act, {"act": "pause"}, name="pause"),
    path("<int:pk>/resume/", views.survey_act, {"act": "resume"}, name="resume"),
    path("<int:pk>/stop/", views.survey_act, {"act": "stop"}, name="stop"),
    path("<int:pk>/close/", views.survey_act, {"act": "close"}, name="close"),
    path("<int:pk>/end-series/", views.survey_act, {"act": "end_series"}, name="end_series"),
    path("<int:pk>/delete/", views.survey_delete, name="delete"),
    path("<int:pk>/asked/", audience.survey_invitations, name="invitations"),
    path("<int:pk>/not-asked/", audience.survey_skips, name="skips"),
    path("<int:pk>/occasions/", survey_occasions, name="occasions"),
    path("<int:pk>/preview/", sending.survey_preview, name="preview"),
    path("<int:pk>/preview/mail/", sending.preview_mail, name="preview_mail"),
    path("<int:pk>/test/", sending.survey_test, name="test"),
    path("<int:pk>/confidential/", sealed.confidential_list, name="confidential"),
    path("confidential/<int:pk>/", sealed.confidential_detail, name="confidential_answer"),
]
