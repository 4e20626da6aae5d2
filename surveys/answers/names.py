"""What owners, teams, sectors, surveys and themes are called, for filters and tables."""

from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim

from crm.shared.formats import language
from crm.shared.people.models import Team, User
from customers.accounts.models import Sector
from surveys.answers.models import Theme
from surveys.campaigns.models import Survey

Names = dict[str, dict[int, str]]
TEXT = CharField()


def _named(model: Any, what: str, label: Any) -> QuerySet:
    return (
        model.objects.order_by()
        .annotate(what=Value(what, output_field=TEXT), label=label)
        .values_list("what", "pk", "label")
    )


def names() -> Names:
    """Give the names by kind and key; one query for all five kinds."""
    full_name = Trim(Concat("first_name", Value(" "), "last_name", output_field=TEXT))
    user = Coalesce(NullIf(full_name, Value("")), "username", output_field=TEXT)
    rows = _named(User, "owner", user).union(
        _named(Team, "team", F("name")),
        _named(Sector, "sector", F("name")),
        _named(Survey, "survey", F("name")),
        _named(Theme, "theme", F("name_nl" if language() == "nl" else "name_en")),
        all=True,
    )
    found: Names = {"owner": {}, "team": {}, "sector": {}, "survey": {}, "theme": {}}
    for what, pk, label in rows:
        found[what][pk] = label
    return {
        what: dict(sorted(labels.items(), key=lambda item: item[1].casefold()))
        for what, labels in found.items()
    }
