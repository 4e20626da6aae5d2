"""The addresses of the public answer pages, below /s/."""

from django.urls import path

from surveys.answers import public_views
from surveys.openlinks import public_views as open_views

app_name = "answer"
urlpatterns = [
    path("p/<str:token>/", open_views.show, name="open"),
    path("<str:token>/", public_views.show, name="show"),
    path("<str:token>/unsubscribe/", public_views.stop, name="unsubscribe"),
]
