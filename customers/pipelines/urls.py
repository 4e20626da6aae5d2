"""Addresses of the settings of pipelines, below /settings/pipelines/."""

from django.urls import path

from customers.pipelines import views

app_name = "pipelines"
urlpatterns = [
    path("", views.pipeline_list, name="list"),
    path("<int:pk>/", views.pipeline_edit, name="edit"),
    path("<int:pk>/place/", views.pipeline_place, name="place"),
    path("<int:pk>/archive/", views.pipeline_archive, name="archive"),
    path("<int:pk>/stages/new/", views.stage_create, name="stage_create"),
    path("stages/<int:pk>/", views.stage_edit, name="stage_edit"),
    path("stages/<int:pk>/place/", views.stage_place, name="stage_place"),
    path("stages/<int:pk>/archive/", views.stage_archive, name="stage_archive"),
    path("stages/<int:pk>/restore/", views.stage_restore, name="stage_restore"),
]
