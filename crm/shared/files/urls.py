"""Addresses of files."""

from django.urls import path

from crm.shared.files import views

app_name = "files"
urlpatterns = [
    path("add/<slug:kind>/<int:owner_id>/", views.add, name="add"),
    path("<int:pk>/", views.download, name="download"),
    path("<int:pk>/remove/", views.remove, name="remove"),
    path("<int:pk>/pin/", views.pin, name="pin"),
    path("<int:pk>/unpin/", views.unpin, name="unpin"),
]
