"""Addresses of deals."""

from django.urls import path

from customers.deals import views

app_name = "deals"
urlpatterns = [
    path("", views.deal_board, name="list"),
    path("table/", views.deal_table, name="table"),
    path("column/<int:pk>/", views.deal_column, name="column"),
    path("new/", views.deal_create, name="create"),
    path("<int:pk>/", views.deal_detail, name="detail"),
    path("<int:pk>/edit/", views.deal_edit, name="edit"),
    path("<int:pk>/move/", views.deal_move, name="move"),
    path("<int:pk>/win/", views.deal_win, name="win"),
    path("<int:pk>/lose/", views.deal_lose, name="lose"),
    path("<int:pk>/reopen/", views.deal_reopen, name="reopen"),
]
