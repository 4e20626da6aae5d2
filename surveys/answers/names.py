"""What owners, teams, sectors, surveys and themes are called, for filters and tables."""

from typing import Any

from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf, Trim

from crm.shared.formats import language
from crm.shared.people.models import Team, User
from customers.accounts.models import Sector
from surveys.answers.models import Theme
from surveys.campaigns.models import Survey

Names = dict[str, dict[int, str]]
TEXT = CharField()


NAMED = Case(
    When(nothing_named=True, then=Value("theme")),
    default=Value("named_theme"),
    output_field=TEXT,
)


def _named(model: Any, what: str, label: Any, kind: Any = None) -> QuerySet:
    return (
        model.objects.order_by()
        .annotate(what=kind or Value(what, output_field=TEXT), label=label)
        .values_list("what", "pk", "label")
    )


def names() -> Names:
    """Give the names by kind and key, `named_theme` without "nothing named"; one query for all."""
    full_name = Trim(Concat("first_name", Value(" "), "last_name", output_field=TEXT))
    user = Coalesce(NullIf(full_name, Value("")), "username", output_field=TEXT)
    rows = _named(User, "owner", user).union(
        _named(Team, "team", F("name")),
        _named(Sector, "sector", F("name")),
        _named(Survey, "survey", F("name")),
        _named(Theme, "theme", F("name_nl" if language() == "nl" else "name_en"), NAMED),
        all=True,
    )
    kinds = ("owner", "team", "sector", "survey", "theme", "named_theme")
    found: Names = {what: {} for what in kinds}
    for what, pk, label in rows:
        found[what][pk] = label
        if what == "named_theme":
            found["theme"][pk] = label
    return {
        what: dict(sorted(labels.items(), key=lambda item: item[1].casefold()))
        for what, labels in found.items()
    }
