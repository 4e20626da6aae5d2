"""Addresses of the reports on complaints, below /complaints/reports/."""

from django.urls import path

from complaints.reports import views, year_views

app_name = "complaint_reports"
urlpatterns = [
    path("", views.index, name="index"),
    path("groups/", views.groups, name="groups"),
    path("causes/", views.causes, name="causes"),
    path("told-on/", views.told, name="told_on"),
    path("silence/", views.silence, name="silence"),
    path("<int:year>/", year_views.year_report, name="year"),
]
