"""The address of Home."""

from django.urls import path

from crm.dashboard.home.views import home

urlpatterns = [path("", home, name="home")]
