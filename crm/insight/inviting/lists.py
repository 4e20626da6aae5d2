"""What became of a batch of invitations: who was asked, who was not and why."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.lists import Column, ListSpec

INVITES = ListSpec(
    key="tell-us",
    label=_("Invitations to tell us"),
    columns=[
        Column("account", _("Account"), template="insight/cells/_account.html",
               csv=lambda invite: invite.account.name),
        Column("contact", _("Contact"), value="contact.name"),
        Column("layer", _("Trace")),
        Column("state", pgettext_lazy("invitation", "Result"),
               template="insight/cells/_invite.html"),
        Column("why_not", _("Reason")),
        Column("asked_at", pgettext_lazy("invitation", "When"), sort="when"),
        Column("asked_by", pgettext_lazy("invitation", "By"), value="asked_by.display_name"),
    ],
    sorts={"-when": ("-asked_at", "-pk")},
    default_sort="-when",
)  # fmt: skip
