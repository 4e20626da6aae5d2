"""Factories of the basement: a default for everything."""

from typing import Any

import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

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
