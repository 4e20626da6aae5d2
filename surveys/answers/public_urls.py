"""The addresses of the public answer pages, below /s/."""

from django.urls import path

from surveys.answers import public_views

app_name = "answer"
urlpatterns = [
    path("<str:token>/", public_views.show, name="show"),
    path("<str:token>/unsubscribe/", public_views.stop, name="unsubscribe"),
]
