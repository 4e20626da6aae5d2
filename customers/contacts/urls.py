"""Addresses of contacts, below /customers/contacts/."""

from django.urls import path

from customers.contacts import views

app_name = "contacts"
urlpatterns = [
    path("", views.contact_list, name="list"),
    path("new/", views.contact_create, name="create"),
    path("<int:pk>/", views.contact_detail, name="detail"),
    path("<int:pk>/edit/", views.contact_edit, name="edit"),
    path("<int:pk>/consent/", views.contact_consent, name="consent"),
    path("<int:pk>/left/", views.contact_left, name="left"),
    path("<int:pk>/back/", views.contact_back, name="back"),
    path("<int:pk>/second/", views.contact_second_post, name="second_post"),
    path("<int:pk>/second/<int:post>/end/", views.contact_end_second_post, name="end_second_post"),
]
