"""Addresses of the mailbox page."""

from django.urls import path

from crm.shared.mail import views

app_name = "mailbox"
urlpatterns = [
    path("", views.mailbox, name="list"),
    path("<int:pk>/", views.message, name="detail"),
    path("<int:pk>/formatted/", views.formatted, name="formatted"),
]
