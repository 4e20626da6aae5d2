"""Addresses of personas and customer profiles, below /settings/profiles/."""

from django.urls import path

from customers.profiles import views

app_name = "profiles"
urlpatterns = [
    path("", views.profile_list, name="list"),
    path("new-persona/", views.profile_create, {"kind": "persona"}, name="create_persona"),
    path("new-segment/", views.profile_create, {"kind": "customer"}, name="create_segment"),
    path("<int:pk>/edit/", views.profile_edit, name="edit"),
    path("<int:pk>/retire/", views.profile_retire, name="retire"),
]
