"""The addresses of improvements, below /surveys/improvements/."""

from django.urls import path

from surveys.improvements import views

app_name = "improvements"
urlpatterns = [
    path("", views.improvement_list, name="list"),
    path("new/", views.improvement_create, name="create"),
    path("<int:pk>/", views.improvement_detail, name="detail"),
    path("<int:pk>/edit/", views.improvement_edit, name="edit"),
    path("<int:pk>/done/", views.improvement_done, name="done"),
    path("<int:pk>/tell/", views.improvement_tell, name="tell"),
]
