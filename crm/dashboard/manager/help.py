"""What the manager's table means, in plain words."""

from django.utils.translation import gettext_lazy as _

from crm.shared.help.topics import Subject, Topic

TOPICS = (
    Topic(
        "team_figures",
        Subject.MEETING,
        title=_("The team in figures"),
        what=_(
            "The figures of a period beside as many days before it and the same days last year."
        ),
        how=_(
            "Scores are tested by z, shares by Newcombe's interval, all of the table together by "
            "Holm; an arrow stands only where p < .05 and both sides have 30 or more."
        ),
        cannot=_(
            "It does not say why something changed; counts and sums of money are not tested at all."
        ),
    ),
)
