"""What the worklist of unhappy and silent customers means, in plain words."""

from django.utils.translation import gettext_lazy as _

from crm.shared.help.topics import Subject, Topic

TOPICS = (
    Topic(
        "unhappy_signs",
        Subject.MEETING,
        title=_("Unhappy and silent customers"),
        what=_("How many customers show each of eight signs that something is wrong."),
        how=_(
            "Counted from what stands on the account: complaints, the last score, promises, "
            "orders, silence and health. A customer with several signs counts under each."
        ),
        cannot=_(
            "A sign is a reason to call, no proof: who shows none may be unhappy too, and health "
            "repeats a part of the other signs."
        ),
    ),
)
