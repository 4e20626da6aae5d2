"""Addresses of contact moments."""

from django.urls import path

from customers.activities import composer_views, views

app_name = "activities"
urlpatterns = [
    path("", views.interaction_list, name="list"),
    path("new/", views.interaction_create, name="create"),
    path("log/<int:account_id>/", composer_views.composer_page, name="composer"),
    path("log/<int:account_id>/save/", composer_views.log, name="log"),
    path("log/<int:account_id>/preview/", composer_views.preview, name="preview"),
    path("log/<int:account_id>/people/", composer_views.people, name="people"),
    path("<int:pk>/", views.interaction_detail, name="detail"),
    path("<int:pk>/pin/", views.interaction_pin, name="pin"),
    path("<int:pk>/unpin/", views.interaction_unpin, name="unpin"),
    path("<int:pk>/edit/", views.interaction_edit, name="edit"),
    path("<int:pk>/delete/", views.interaction_delete, name="delete"),
    path("<int:pk>/restore/", views.interaction_restore, name="restore"),
]
