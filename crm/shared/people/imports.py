"""Bringing in teams and colleagues; imported colleagues are inactive until an administrator lets them in."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.shared.access import Role
from crm.shared.imports import values
from crm.shared.imports.registry import Context, Field, ImportKind, Outcome, Row, RowResult
from crm.shared.people.directory import Directory, team_name
from crm.shared.people.services import move_user_to_team

MANAGER = (
    "manager",
    "sales manager",
    "leidinggevende",
    "teamleider",
    "teammanager",
    "verkoopleider",
)
REGION = ("regional office", "office", "region", "kantoor", "vestiging", "regio", "rayon")
ROLES = {
    "sales": "sales", "verkoop": "sales", "verkoper": "sales", "sales agent": "sales",
    "complaint handler": "complaint_handler", "klachtbehandelaar": "complaint_handler",
    "manager": "manager", "leidinggevende": "manager",
    "administrator": "administrator", "beheerder": "administrator",
}  # fmt: skip
LANGUAGES = {
    "nl": "nl",
    "nederlands": "nl",
    "dutch": "nl",
    "en": "en",
    "english": "en",
    "engels": "en",
}


def directory_of(context: Context) -> Directory:
    """Return the run's directory of colleagues."""
    if "directory" not in context.memory:
        context.memory["directory"] = Directory(by=context.by, now=context.now)
    return context.memory["directory"]


def person_of(context: Context, name: str) -> Any:
    """Return the colleague of a name, made inactive when unknown; raises ValueError when several have it."""
    try:
        return directory_of(context).person(name)
    except LookupError as error:
        raise ValueError(_("Several colleagues are called “%(name)s”.") % {"name": name}) from error


def apply_teams(rows: list[Row], context: Context) -> list[RowResult]:
    """Bring in teams: by name, or named after region and manager."""
    directory, results = directory_of(context), []
    for row in rows:
        manager = row.get("manager", "")
        name = team_name(row.get("name", ""), manager, row.get("region", ""))
        if not name:
            results.append(RowResult(row.line, Outcome.REFUSED, "name", _("Give the team a name.")))
            continue
        if directory.is_ambiguous(manager):
            reason = _("Several colleagues are called “%(name)s”.") % {"name": manager}
            results.append(RowResult(row.line, Outcome.REFUSED, "manager", reason))
            continue
        team, added = directory.team(name)
        changed = bool(manager) and directory.give_manager(
            team, directory.person(manager, role=Role.MANAGER)
        )
        outcome = Outcome.ADDED if added else Outcome.CHANGED if changed else Outcome.SAME
        results.append(RowResult(row.line, outcome))
    return results


def apply_users(rows: list[Row], context: Context) -> list[RowResult]:
    """Bring in colleagues, in their team, or in the team of the manager the file names."""
    return [RowResult(row.line, *_apply_user(row, context)) for row in rows]


def _apply_user(row: Row, context: Context) -> tuple[Outcome, str, str]:
    directory = directory_of(context)
    name = row.get("name") or f"{row.get('first_name', '')} {row.get('last_name', '')}".strip()
    email, username, manager = row.get("email", ""), row.get("username", ""), row.get("manager", "")
    if not (name or username or (email and directory.find(email))):
        return Outcome.REFUSED, "name", _("Give the name of the colleague.")
    for known in filter(None, (email, username, name, manager)):
        if directory.is_ambiguous(known):
            sentence = _("Several colleagues are called “%(name)s”.") % {"name": known}
            return Outcome.REFUSED, "name", sentence
    team = None
    if row.get("team") or manager:
        team, _added = directory.team(
            team_name(row.get("team", ""), manager, row.get("region", ""))
        )
        if manager:
            directory.give_manager(team, directory.person(manager, role=Role.MANAGER))
    user = next((u for key in (email, username, name) if key and (u := directory.find(key))), None)
    if user is None:
        directory.make_user(
            name or username, email=email, username=username, team=team,
            role=row.get("role", Role.SALES), job_title=row.get("job_title", ""),
            language=row.get("language", ""),
        )  # fmt: skip
        return Outcome.ADDED, "", ""
    if team is not None and user.team_id is None:
        move_user_to_team(user, team, by=context.by, now=context.now)
        return Outcome.CHANGED, "", ""
    return Outcome.SAME, "", ""


TEAMS = ImportKind(
    key="teams",
    label=gettext_lazy("Teams"),
    fields=[
        Field("name", gettext_lazy("name"), aliases=("team", "team name", "ploeg", "verkoopteam"),
              parse=values.text(100)),
        Field("manager", gettext_lazy("manager"), aliases=MANAGER),
        Field("region", gettext_lazy("region"), aliases=REGION, parse=values.text(80)),
    ],
    apply_chunk=apply_teams,
)  # fmt: skip
USERS = ImportKind(
    key="users",
    label=gettext_lazy("Colleagues"),
    fields=[
        Field("name", gettext_lazy("name"), aliases=(
            "sales agent", "full name", "colleague", "user", "agent", "verkoper", "medewerker",
            "collega", "gebruiker", "accountmanager",
        )),
        Field("first_name", gettext_lazy("first name"), aliases=("voornaam",), parse=values.text(80)),
        Field("last_name", gettext_lazy("last name"), aliases=("achternaam",), parse=values.text(120)),
        Field("email", gettext_lazy("e-mail address"), aliases=("email", "mail", "e mail"),
              parse=values.email),
        Field("username", gettext_lazy("username"), aliases=("login", "inlognaam", "gebruikersnaam"),
              parse=values.text(140)),
        Field("team", gettext_lazy("team"), aliases=("ploeg", "verkoopteam"), parse=values.text(100)),
        Field("manager", gettext_lazy("manager"), aliases=MANAGER),
        Field("region", gettext_lazy("region"), aliases=REGION, parse=values.text(80)),
        Field("role", gettext_lazy("role"), aliases=("rol", "functierol"), parse=values.word_of(ROLES)),
        Field("job_title", gettext_lazy("job title"), aliases=("function", "functie"),
              parse=values.text(100)),
        Field("language", gettext_lazy("language"), aliases=("taal",), parse=values.word_of(LANGUAGES)),
    ],
    apply_chunk=apply_users,
)  # fmt: skip
