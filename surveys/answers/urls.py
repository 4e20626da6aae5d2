"""The addresses of answers, below /surveys/answers/."""

from django.urls import path

from surveys.answers import views

app_name = "answers"
urlpatterns = [
    path("", views.answer_list, name="list"),
    path("<int:pk>/", views.answer_detail, name="detail"),
    path("<int:pk>/themes/", views.answer_themes, name="themes"),
]
