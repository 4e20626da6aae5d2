"""Addresses of visits that are due."""

from django.urls import path

from customers.visits import views

app_name = "visits"
urlpatterns = [
    path("", views.due, name="due"),
    path("plan/", views.plan, name="plan"),
]
