"""The list of corrective actions."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.actions.forms import ActionFilter
from crm.shared.lists import Column, ListSpec

LIST = ListSpec(
    key="corrective-actions",
    label=_("Corrective actions"),
    filter_form=ActionFilter,
    columns=[
        Column(
            "title",
            _("Corrective action"),
            template="complaints/cells/_action_title.html",
            csv=lambda action: action.title,
        ),
        Column("owner", _("Owner"), value="owner.display_name"),
        Column(
            "state",
            pgettext_lazy("corrective action", "State"),
            template="complaints/cells/_action_state.html",
            csv=lambda action: action.get_effect_display() or action.get_state_display(),
        ),
        Column("cost", _("Cost"), template="complaints/cells/_action_cost.html", align="end",
               csv=lambda action: action.cost),
        Column("done_on", _("Done on"), template="complaints/cells/_action_done.html", align="end",
               csv=lambda action: action.done_on),
        Column("due_on", _("Due on"), template="complaints/cells/_action_due.html", sort="due",
               align="end", csv=lambda action: action.due_on),
    ],
    sorts={"due": ("due_on", "pk")},
    default_sort="due",
)  # fmt: skip
