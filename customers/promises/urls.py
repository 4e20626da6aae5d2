"""Addresses of promises."""

from django.urls import path

from customers.promises import views

app_name = "promises"
urlpatterns = [
    path("", views.promise_list, name="list"),
    path("figures/", views.promise_figures, name="figures"),
    path("new/", views.promise_create, name="create"),
    path("<int:pk>/", views.promise_detail, name="detail"),
    path("<int:pk>/edit/", views.promise_edit, name="edit"),
    path("<int:pk>/deliver/", views.promise_deliver, name="deliver"),
    path("<int:pk>/move/", views.promise_move, name="move"),
    path("<int:pk>/withdraw/", views.promise_withdraw, name="withdraw"),
    path("<int:pk>/call/", views.promise_call, name="call"),
    path("<int:pk>/reopen/", views.promise_reopen, name="reopen"),
]
