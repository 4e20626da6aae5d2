"""The addresses of follow-ups, below /surveys/follow-ups/."""

from django.urls import path

from surveys.followups import views

app_name = "followups"
urlpatterns = [
    path("", views.followup_list, name="list"),
    path("<int:pk>/", views.followup_act, name="act"),
    path("thanks/<int:pk>/", views.thank_customer, name="thank"),
]
