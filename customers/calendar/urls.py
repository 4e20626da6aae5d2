"""Addresses of the calendar; the secret link stands below /ics/."""

from django.urls import path

from customers.calendar import views

app_name = "calendar"
urlpatterns = [
    path("customers/calendar/", views.page("month"), name="month"),
    path("customers/calendar/week/", views.page("week"), name="week"),
    path("customers/calendar/agenda/", views.page("agenda"), name="agenda"),
    path("customers/calendar/link/", views.make_link, name="make_link"),
    path("customers/calendar/link/revoke/", views.revoke_link, name="revoke_link"),
    path("ics/<str:token>.ics", views.feed, name="feed"),
]
