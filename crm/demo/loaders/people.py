"""Load the company, its holidays, teams and colleagues."""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from crm.demo.content.people import ABSENT, COMPANY, MANAGERS, PASSWORD, PEOPLE, TEAMS
from crm.demo.history import History
from crm.shared.organisation.models import Organisation
from crm.shared.organisation.services import forget
from crm.shared.people.models import Team, User


def load(history: History) -> None:
    """Make the organisation, three teams and the colleagues with one shared password."""
    Organisation.objects.update_or_create(pk=1, defaults=COMPANY)
    forget()
    for key, name in TEAMS.items():
        history.teams[key] = Team.objects.create(name=name)
    password = make_password(PASSWORD)
    groups = {group.name: group for group in Group.objects.all()}
    for person in PEOPLE:
        user = User.objects.create(
            username=person.username,
            first_name=person.first,
            last_name=person.last,
            email=f"{person.username}@meerwijk.example",
            job_title=person.job,
            language=person.language,
            team=history.teams.get(person.team),
            password=password,
            is_active=person.active,
            is_staff=person.role == "administrator",
            is_superuser=person.role == "administrator",
            date_joined=history.moment(-900),
        )
        user.groups.add(groups[person.role])
        history.users[person.username] = user
    for key, username in MANAGERS.items():
        history.teams[key].manager = history.users[username]
        history.teams[key].save(update_fields=["manager"])
    for username, (deputy, first, last) in ABSENT.items():
        user = history.users[username]
        user.absent_from, user.absent_until = history.day(first), history.day(last)
        user.deputy = history.users[deputy]
        user.save(update_fields=["absent_from", "absent_until", "deputy"])
