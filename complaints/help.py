"""What the figures of complaints mean, in plain words."""

from django.utils.translation import gettext_lazy as _

from crm.shared.help.topics import Subject, Topic

TOPICS = (
    Topic(
        "complaints_12m",
        Subject.COMPLAINTS,
        title=_("Complaints, 12 months"),
        what=_(
            "How many complaints were received from this account in the last 12 months, and how "
            "many are open."
        ),
        how=_(
            "Counted by the day anyone in the company heard it; duplicates and withdrawn ones are "
            "left out."
        ),
        cannot=_("Few complaints are not few problems: most dissatisfied customers say nothing."),
    ),
    Topic(
        "in_time",
        Subject.COMPLAINTS,
        title=_("Within the time limit"),
        what=_("The share of complaints that were answered before their due date."),
        how=_(
            "Met ÷ (met + late); open and past due counts as late. Time runs in opening hours "
            "only and stands still while the customer is asked something."
        ),
        cannot=_(
            "In time is not well: see the answer the customers themselves give after closing."
        ),
        source=_("ISO 10002, handling of complaints."),
    ),
)
