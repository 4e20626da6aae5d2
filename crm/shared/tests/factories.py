"""Factories of the basement: a default for everything."""

import secrets
from datetime import UTC, datetime
from typing import Any

import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from crm.shared.files.models import StoredFile
from crm.shared.people.models import Team, User


class TeamFactory(DjangoModelFactory):
    """Makes a team."""

    class Meta:
        model = Team

    name = factory.Sequence(lambda n: f"Team {n}")


class UserFactory(DjangoModelFactory):
    """Makes a colleague; `role` names the group, default sales."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"colleague{n}")
    first_name = "Sanne"
    last_name = factory.Sequence(lambda n: f"Dekker {n}")
    email = factory.LazyAttribute(lambda u: f"{u.username}@kring.test")
    language = "en"

    @factory.post_generation
    def role(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Put the colleague in the group of the role; an empty role gives none."""
        if extracted == "":
            return
        self.groups.add(Group.objects.get_or_create(name=extracted or "sales")[0])


class StoredFileFactory(DjangoModelFactory):
    """Makes a row of a PDF of one kilobyte; on disk only what services write."""

    class Meta:
        model = StoredFile

    owner_kind = "account"
    owner_id = 1
    name = factory.Sequence(lambda n: f"drawing-{n}.pdf")
    name_key = factory.LazyAttribute(lambda f: f.name)
    kind = "pdf"
    size = 1024
    sha256 = "0" * 64
    path = factory.LazyFunction(lambda: (n := secrets.token_hex(16))[:2] + "/" + n)
    uploaded_at = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
