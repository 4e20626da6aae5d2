"""Addresses of corrective actions, below /complaints/actions/."""

from django.urls import path

from complaints.actions import views

app_name = "actions"
urlpatterns = [
    path("", views.action_list, name="list"),
    path("new/", views.create, name="create"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/done/", views.finish, name="finish"),
    path("<int:pk>/check/", views.check, name="check"),
    path("<int:pk>/drop/", views.drop, name="drop"),
    path("<int:pk>/complaints/", views.link, name="link"),
    path("<int:pk>/complaints/<str:number>/remove/", views.unlink, name="unlink"),
]
