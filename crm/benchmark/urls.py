"""Kring's addresses and the bare page; only the benchmark uses them."""

from django.urls import path

from crm.benchmark.views import bare
from crm.urls import urlpatterns as kring

urlpatterns = [*kring, path("bare/", bare)]
