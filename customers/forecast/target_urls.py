"""Addresses of the grid of targets, below /settings/targets/."""

from django.urls import path

from customers.forecast import target_views

app_name = "targets"
urlpatterns = [
    path("", target_views.target_grid, name="grid"),
]
