"""Addresses of tasks."""

from django.urls import path

from customers.activities import task_views as views

app_name = "tasks"
urlpatterns = [
    path("", views.task_list, name="list"),
    path("new/", views.task_create, name="create"),
    path("<int:pk>/edit/", views.task_edit, name="edit"),
    path("<int:pk>/complete/", views.task_complete, name="complete"),
    path("<int:pk>/reopen/", views.task_reopen, name="reopen"),
    path("<int:pk>/cancel/", views.task_cancel, name="cancel"),
]
