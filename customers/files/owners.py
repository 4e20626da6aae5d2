"""What files of customers hang on: an account, a contact moment, a deal."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.shared.files.owners import Owner
from customers.accounts.models import Account
from customers.activities.models import Interaction
from customers.deals.models import Deal

ACCOUNT = Owner(
    kind="account",
    label=gettext_lazy("Account"),
    visible=lambda user: Account.objects.visible_to(user),
    editable=lambda user: Account.objects.editable_by(user),
    account_of=lambda account: account.pk,
    url=lambda account: account.get_absolute_url(),
    title=lambda account: account.name,
    address=lambda pk: reverse("customers:detail", args=[pk]),
)
INTERACTION = Owner(
    kind="interaction",
    label=gettext_lazy("Contact moment"),
    visible=lambda user: Interaction.objects.visible_to(user).select_related("account"),
    editable=lambda user: Interaction.objects.editable_by(user),
    account_of=lambda moment: moment.account_id,
    url=lambda moment: moment.get_absolute_url(),
    title=lambda moment: (
        _("%(kind)s, %(account)s")
        % {"kind": moment.get_kind_display(), "account": moment.account.name}
    ),
)
DEAL = Owner(
    kind="deal",
    label=gettext_lazy("Deal"),
    visible=lambda user: Deal.objects.visible_to(user),
    editable=lambda user: Deal.objects.editable_by(user),
    account_of=lambda deal: deal.account_id,
    url=lambda deal: deal.get_absolute_url(),
    title=lambda deal: deal.title,
    address=lambda pk: reverse("deals:detail", args=[pk]),
)
OWNERS = (ACCOUNT, INTERACTION, DEAL)
