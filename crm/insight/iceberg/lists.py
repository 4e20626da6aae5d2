"""The call list of one layer: who, what trace they left, and whose they are."""

from django.utils.translation import gettext_lazy as _

from crm.shared.lists import Column, ListSpec

LAYER_LIST = ListSpec(
    key="iceberg",
    label=_("Call list"),
    columns=[
        Column("pick", "", template="insight/cells/_pick.html", csv=False),
        Column("name", _("Account"), template="customers/cells/_name.html", sort="name"),
        Column("trace_at", _("Trace"), template="insight/cells/_trace.html"),
        Column("words", _("What they said"), template="insight/cells/_words.html"),
        Column("owner", _("Owner"), template="customers/cells/_owner.html", csv=lambda a: a.owner),
        Column("last_contact_at", _("Last contact"), template="insight/cells/_spoken.html"),
        Column("next_step", _("Next step")),
        Column(
            "revenue_12m",
            _("Revenue, 12 months"),
            template="customers/cells/_revenue.html",
            sort="revenue",
            align="end",
        ),
        Column("record", "", template="insight/cells/_record.html", csv=False),
    ],
    sorts={"-revenue": ("-revenue_12m", "pk"), "name": ("name_key", "pk")},
    default_sort="-revenue",
)
