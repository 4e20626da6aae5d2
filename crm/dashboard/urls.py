"""Addresses of the roof: Home, and acts that touch more than one app."""

from django.urls import path

from crm.dashboard.chain.views import followup_complaint
from crm.dashboard.home.views import home
from crm.dashboard.manager.views import hand_over_work

urlpatterns = [
    path("", home, name="home"),
    path("home/hand-over/<int:pk>/", hand_over_work, name="hand_over"),
    path("followups/<int:pk>/complaint/", followup_complaint, name="followup_complaint"),
]
