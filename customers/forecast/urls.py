"""Addresses of the forecast."""

from django.urls import path

from customers.forecast import views

app_name = "forecast"
urlpatterns = [
    path("", views.forecast_page, name="page"),
    path("results/", views.results_page, name="results"),
]
