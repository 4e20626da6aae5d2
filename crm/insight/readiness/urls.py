"""Addresses of the self-assessments, below /settings/readiness/."""

from django.urls import path

from crm.insight.readiness import views

app_name = "readiness"
urlpatterns = [
    path("", views.index, name="index"),
    path("statements/", views.statements, name="statements"),
    path("statements/<int:pk>/", views.statement_edit, name="statement"),
    path("discipline/choose/", views.choose, name="choose"),
    path("actions/", views.act, name="act"),
    path("<slug:instrument>/fill-in/", views.fill_in, name="fill_in"),
]
