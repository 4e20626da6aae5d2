"""Address of search."""

from django.urls import path

from crm.shared.search import views

app_name = "search"
urlpatterns = [path("", views.palette, name="palette")]
