"""Addresses of win-backs, below /customers/win-backs/."""

from django.urls import path

from customers.winback import views

app_name = "winback"
urlpatterns = [
    path("", views.win_back_list, name="list"),
    path("<int:pk>/", views.win_back_edit, name="edit"),
]
