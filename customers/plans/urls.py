"""Addresses of account plans, below /customers/plans/."""

from django.urls import path

from customers.plans import list_views, offer_views, result_views, views

app_name = "plans"
urlpatterns = [
    path("", list_views.plan_list, name="list"),
    path("account/<int:account_pk>/", views.account_plan, name="account"),
    path("account/<int:account_pk>/new/", views.plan_create, name="create"),
    path("account/<int:account_pk>/offer/", offer_views.account_offer, name="offer"),
    path("account/<int:account_pk>/<int:year>/", views.plan_year, name="year"),
    path("account/<int:account_pk>/<int:year>/print/", views.plan_print, name="print"),
    path(
        "account/<int:account_pk>/<int:year>/versions/<int:number>/",
        views.plan_version,
        name="version",
    ),
    path("<int:pk>/edit/", views.plan_edit, name="edit"),
    path("<int:pk>/move/<slug:move>/", views.plan_move, name="move"),
    path("<int:pk>/goals/new/", result_views.goal_add, name="goal_add"),
    path("<int:pk>/actions/new/", result_views.action_add, name="action_add"),
    path("goals/<int:pk>/", result_views.goal_detail, name="goal"),
    path("goals/<int:pk>/edit/", result_views.goal_edit, name="goal_edit"),
    path("goals/<int:pk>/remove/", result_views.goal_remove, name="goal_remove"),
    path("goals/<int:pk>/values/", result_views.goal_value, name="goal_value"),
    path("actions/<int:pk>/edit/", result_views.action_edit, name="action_edit"),
    path("reviews/<int:pk>/", result_views.review_edit, name="review"),
    path("segments/", offer_views.segments, name="segments"),
    path("segments/<int:pk>/", offer_views.segment_edit, name="segment_edit"),
]
