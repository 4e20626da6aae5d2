"""Addresses of the settings, below /settings/."""

from django.urls import path

from crm.shared.organisation import views

app_name = "settings"
urlpatterns = [
    path("", views.index, name="index"),
    path("organisation/", views.organisation, name="organisation"),
    path("hours/", views.hours, name="hours"),
    path("holidays/", views.holidays, name="holidays"),
    path("holidays/dutch/", views.add_dutch, name="add_dutch"),
    path("holidays/<int:pk>/remove/", views.remove_holiday, name="remove_holiday"),
]
