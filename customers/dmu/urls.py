"""Addresses of the people of an account, below /customers/<account>/people/."""

from django.urls import path

from customers.dmu import views

app_name = "dmu"
urlpatterns = [
    path("", views.people_page, name="page"),
    path("target/", views.people_target, name="target"),
]
