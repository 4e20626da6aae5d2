"""Load the files of the demo, the pinned notes, and one contact moment that was corrected."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from crm.demo.content.files import CORRECTED, FILES, PINNED_NOTES
from crm.demo.history import History
from crm.demo.paper import make
from crm.shared.files import owners
from crm.shared.files.services import add_files, pin_file
from customers.activities.models import Interaction
from customers.activities.services import edit_interaction, log_interaction, pin_interaction


def load(history: History) -> None:
    """Add everything through the services, at the moments it would have been added."""
    for place, name, offset, pinned in FILES:
        kind, record, account_key = _owner(history, place)
        if record is None:
            continue
        at = history.moment(offset) if offset else record.happened_at + timedelta(hours=1)
        by, upload = history.owner(account_key), SimpleUploadedFile(name, make(name))
        owner = owners.find(kind)
        if owner is None:
            continue
        [file] = add_files(owner, record, [upload], by=by, now=min(at, history.now))
        if pinned:
            pin_file(file, by=by, now=history.now)
    for key, text in PINNED_NOTES.items():
        note = _log(history, key, "note", text, -75)
        pin_interaction(note, by=note.author, now=history.now)
    key, text = CORRECTED
    call = _log(history, key, "call", text.replace("Hoorn, niet over ", ""), -3)
    edit_interaction(
        call, version=1, by=call.author, now=call.happened_at + timedelta(hours=2), summary=text
    )


def _owner(history: History, place: str) -> tuple[str, Any, str]:
    """Return the kind of record, the record if there is one, and the key of its account."""
    key, _colon, part = place.partition(":")
    account = history.accounts[key]
    if not part:
        return "account", account, key
    if part == "deal":
        return "deal", account.deals.filter(state="open").order_by("-amount", "pk").first(), key
    moments = Interaction.objects.alive().filter(account=account, kind=part)
    return "interaction", moments.order_by("-happened_at").first(), key


def _log(history: History, key: str, kind: str, text: str, offset: int) -> Interaction:
    at = history.moment(offset)
    return log_interaction(
        history.accounts[key],
        kind=kind,
        summary=text,
        happened_at=at,
        by=history.owner(key),
        now=at,
    )
