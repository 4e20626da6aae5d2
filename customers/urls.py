"""Addresses of the nouns of customers, below /customers/."""

from django.urls import include, path

urlpatterns = [
    path("contacts/", include("customers.contacts.urls")),
    path("win-backs/", include("customers.winback.urls")),
    path("<int:pk>/people/", include("customers.dmu.urls")),
    path("", include("customers.empathy.urls")),
]
