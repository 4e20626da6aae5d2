"""The addresses of public links, below /surveys/links/."""

from django.urls import path

from surveys.openlinks import views

app_name = "openlinks"
urlpatterns = [
    path("of/<int:pk>/", views.links, name="list"),
    path("of/<int:pk>/new/", views.link_create, name="create"),
    path("<int:pk>/print/", views.poster, name="print"),
    path("<int:pk>/close/", views.link_close, name="close"),
]
