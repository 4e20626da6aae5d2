"""Addresses of the empathy map, below /customers/."""

from django.urls import path

from customers.empathy import views

app_name = "empathy"
urlpatterns = [
    path("<int:pk>/empathy/", views.account_map, name="account"),
    path("<int:pk>/empathy/add/", views.statement_add, name="add"),
    path("<int:pk>/empathy/ask/", views.statement_ask, name="ask"),
    path("contacts/<int:pk>/empathy/", views.contact_map, name="contact"),
    path("empathy/<int:pk>/edit/", views.statement_edit, name="edit"),
    path("empathy/<int:pk>/remove/", views.statement_remove, name="remove"),
    path("empathy/<int:pk>/restore/", views.statement_restore, name="restore"),
]
