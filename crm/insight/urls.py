"""Addresses of insight."""

from django.urls import path

from crm.insight import moves, views

app_name = "insight"
urlpatterns = [
    path("", views.index, name="index"),
    path("moves/", moves.moves, name="moves"),
]
