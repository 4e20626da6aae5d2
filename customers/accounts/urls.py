"""Addresses of accounts below /customers/; the account page joins them on the roof (`crm/urls.py`)."""

from django.urls import path

from customers.accounts import cycle_views, views
from customers.files.views import account_files
from customers.winback import ending_views

urlpatterns = [
    path("", views.account_list, name="list"),
    path("new/", views.account_create, name="create"),
    path("options/", views.account_options, name="options"),
    path("<int:pk>/files/", account_files, name="files"),
    path("<int:pk>/edit/", views.account_edit, name="edit"),
    path("<int:pk>/purchase/", cycle_views.account_buy, name="become_customer"),
    path("<int:pk>/win-back/", cycle_views.account_buy, name="win_back"),
    path("<int:pk>/end/", ending_views.account_end, name="end"),
    path("<int:pk>/end/cancel/", ending_views.account_cancel_end, name="cancel_end"),
    path("<int:pk>/correct/", cycle_views.account_correct, name="correct"),
]
