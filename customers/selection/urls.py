"""Addresses of account selection, below /customers/selection/."""

from django.urls import path

from customers.selection import abc_views, views

app_name = "selection"
urlpatterns = [
    path("", views.matrix_page, name="matrix"),
    path("review/", views.review_list, name="review"),
    path("criteria/", views.criteria_page, name="criteria"),
    path("abc/", abc_views.abc_page, name="abc"),
    path("abc/compute/", abc_views.abc_ask, name="abc_ask"),
    path("abc/<int:pk>/apply/", abc_views.abc_apply, name="abc_apply"),
    path("account/<int:account_pk>/", views.account_position, name="account"),
    path("account/<int:account_pk>/score/", views.account_score, name="score"),
    path("account/<int:account_pk>/spend/", views.wallet_edit, name="wallet"),
    path("account/<int:account_pk>/spend/<int:year>/", views.wallet_edit, name="wallet_year"),
    path("account/<int:account_pk>/stage/", views.key_stage, name="key_stage"),
]
