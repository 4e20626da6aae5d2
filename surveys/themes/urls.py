"""The addresses of themes, below /surveys/themes/."""

from django.urls import path

from surveys.themes import views

app_name = "themes"
urlpatterns = [
    path("", views.theme_list, name="list"),
    path("new/", views.theme_create, name="create"),
    path("<int:pk>/", views.theme_edit, name="edit"),
    path("<int:pk>/merge/", views.theme_merge, name="merge"),
    path("answers/<int:pk>/names/", views.mention_add, name="mention_add"),
    path("names/<int:pk>/remove/", views.mention_remove, name="mention_remove"),
]
