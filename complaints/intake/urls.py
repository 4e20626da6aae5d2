"""The public addresses of complaints, below /k/."""

from django.urls import path

from complaints.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.form, name="form"),
    path("<str:token>/", views.page, name="track"),
    path("<str:token>/thanks/", views.thanks, name="thanks"),
    path("<str:token>/withdraw/", views.withdraw, name="withdraw"),
    path("<str:token>/files/<int:pk>/", views.file, name="file"),
    path("<str:token>/reopen/", views.reopen, name="reopen"),
]
