"""The Django admin shows every model of complaints and lets nobody around the services."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from complaints.cases.models import Complaint
from complaints.learning.models import Category
from complaints.tests.factories import closed
from crm.shared.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
MODELS = list(apps.get_app_config("complaints").get_models())


@pytest.fixture
def root(client):
    """Return a client logged in as an administrator."""
    client.force_login(UserFactory(role="administrator", is_staff=True, is_superuser=True))
    return client


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_has_a_list_and_can_be_searched(root, model):
    closed()
    assert admin.site.is_registered(model)
    address = reverse(f"admin:complaints_{model._meta.model_name}_changelist")
    assert root.get(address).status_code == 200
    assert root.get(address, {"q": "KL-2026"}).status_code == 200


def test_a_complaint_can_be_looked_at_and_not_changed(root):
    complaint = closed()
    address = reverse("admin:complaints_complaint_change", args=[complaint.pk])
    assert root.get(address).status_code == 200
    assert root.post(address, {"state": "received"}).status_code == 403
    assert Complaint.objects.get().state == "closed"
    gone = reverse("admin:complaints_complaint_delete", args=[complaint.pk])
    assert root.post(gone, {"post": "yes"}).status_code == 403


def test_categories_are_kept_here_and_those_in_use_cannot_be_removed(root):
    complaint = closed()
    used = reverse("admin:complaints_category_delete", args=[complaint.category_id])
    assert root.post(used, {"post": "yes"}).status_code == 403
    free = Category.objects.get(key="conduct-privacy")
    address = reverse("admin:complaints_category_delete", args=[free.pk])
    assert root.post(address, {"post": "yes"}).status_code == 302
    assert not Category.objects.filter(pk=free.pk).exists()
