"""Judge the chance of most win-backs; some still wait for somebody to do it."""

from crm.demo.content.winback import CHANCES, NOT_JUDGED_EVERY
from crm.demo.history import History
from customers.winback.models import WinBack
from customers.winback.services import assess


def load(history: History) -> None:
    """Give the open win-backs that are pursued a chance with its reason."""
    waiting = WinBack.objects.open().pursued().select_related("account__owner").order_by("pk")
    for number, win_back in enumerate(waiting):
        if number % NOT_JUDGED_EVERY == NOT_JUDGED_EVERY - 1 or win_back.reason not in CHANCES:
            continue
        chance, note = CHANCES[win_back.reason]
        assess(
            win_back,
            version=win_back.version,
            chance=chance,
            note=note,
            by=win_back.account.owner or history.users.get("joost"),
            now=history.now,
        )
