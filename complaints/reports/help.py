"""What the figures of the reports on complaints mean, in plain words."""

from django.utils.translation import gettext_lazy as _

from crm.shared.help.topics import Subject, Topic

TOPICS = (
    Topic(
        "complaints_per_100",
        Subject.COMPLAINTS,
        title=_("Complaints per 100 customers"),
        what=_("How many complaints were received for every 100 customers."),
        how=_(
            "Complaints received in the period × 100 ÷ the customers of today; duplicates are left out."
        ),
        cannot=_(
            "More complaints can be good news: it has become easier to complain. See how many dissatisfied "
            "customers stay silent."
        ),
    ),
    Topic(
        "complaints_cost",
        Subject.COMPLAINTS,
        title=_("Cost of remedies"),
        what=_("What making up for complaints cost, in all and per case received."),
        how=_(
            "The cost of remedies of complaints received in the period; what the customer refused does not count."
        ),
        cannot=_("The time of colleagues and lost sales are not in it: the real cost is higher."),
    ),
    Topic(
        "complaints_times",
        Subject.COMPLAINTS,
        title=_("How long it takes"),
        what=_("Half were ready within the median, nine in ten within the 90th percentile."),
        how=_(
            "From receipt (or reopening). Working time leaves out closed hours and waiting for the customer. "
            "The 90th percentile is shown from ten cases, interpolated."
        ),
        cannot=_(
            "Cases still open are not in the median; they are counted beside it, and will make it longer."
        ),
        example=_(
            "2, 3, 5, 8, 8, 12, 16, 20, 40 and 96 hours: median 10.0, 90th percentile 45.6. The mean, 21, "
            "describes none of them."
        ),
    ),
    Topic(
        "complaints_ageing",
        Subject.COMPLAINTS,
        title=_("Open by age"),
        what=_("How long the open complaints have been with us, today."),
        how=_("Days since receipt, whatever the period of the page."),
        cannot=_(
            "An old complaint need not be late: it may wait for the customer. The clocks tell that."
        ),
    ),
    Topic(
        "complaints_again",
        Subject.COMPLAINTS,
        title=_("Back again"),
        what=_(
            "How many closed complaints were opened again, and how many customers met the same trouble twice."
        ),
        how=_(
            "Reopened: closed in the period and reopened within the days of the settings. Same again: same account "
            "and category within 12 months before."
        ),
        cannot=_(
            "Who closed lately can still come back, so the newest months look better than they are."
        ),
    ),
    Topic(
        "complaints_pareto",
        Subject.COMPLAINTS,
        title=_("Pareto: the vital few"),
        what=_("Which few causes make most of the complaints, or most of the cost."),
        how=_(
            "Main causes of complaints received in the period, from large to small, with the running share."
        ),
        cannot=_(
            "What costs most need not come most often: look at both. A cause is what a colleague chose."
        ),
        source=_("J.M. Juran, after V. Pareto."),
    ),
    Topic(
        "told_on",
        Subject.COMPLAINTS,
        title=_("Told on"),
        what=_("How many people a complainant told about it, and where it can be read."),
        how=_("Added up over the complaints of the period in which somebody asked."),
        cannot=_(
            "A lower bound: most complainants are never asked, and who was told tells others."
        ),
    ),
    Topic(
        "silence_reasons",
        Subject.COMPLAINTS,
        title=_("Why people stay silent"),
        what=_("The reason people gave for not complaining earlier, or at all before they left."),
        how=_(
            "Asked when a complaint is recorded and when a customer leaves; each share is of those who answered."
        ),
        cannot=_("Only people who spoke to us in the end are in it."),
    ),
    Topic(
        "action_effect",
        Subject.COMPLAINTS,
        title=_("Effect of a corrective action"),
        what=_("Whether the same trouble came back less often after the fix."),
        how=_(
            "Complaints of the same cause and category, as many days after the fix as before it, at most a year. "
            "A difference is called a change when chance alone gives it less than one time in twenty."
        ),
        cannot=_(
            "Something else may have changed in the same days: it is a comparison, not an experiment."
        ),
        source=_("Przyborowski and Wilenski (1940), comparing two counts."),
        example=_(
            "20 before and 6 after: demonstrably fewer. 6 before and 3 after: chance does that often."
        ),
    ),
)
