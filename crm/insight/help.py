"""What the figures of insight mean, in plain words."""

from django.utils.translation import gettext_lazy as _

from crm.shared.help.topics import Measure, Subject, Term, Topic

TOPICS = (
    Topic(
        "iceberg",
        Subject.MEETING,
        title=_("Complaints iceberg"),
        what=_(
            "How many unhappy customers you heard, and how many left a trace without complaining."
        ),
        how=_(
            "Each customer counts once, in the highest layer: complaint, told a colleague, only "
            "in a survey, broken promise, left. Areas are to scale."
        ),
        cannot=_("It is a lower bound: who left no trace at all is not in it."),
    ),
    Topic(
        "iceberg_estimate",
        Subject.MEETING,
        title=_("What the textbook would expect"),
        what=_(
            "An estimate of all dissatisfied customers, from a rule of thumb about how many "
            "complain."
        ),
        how=_(
            "Recorded complaints ÷ (share of complaints that is recorded × (1 − share that stays "
            "silent)). Both shares are settings."
        ),
        cannot=_("It is no measurement of your customers: that is why it is hatched."),
        example=_("40 complaints at 50% silent: 80."),
    ),
    Topic(
        "silent_share",
        Subject.MEETING,
        title=_("Measured silence"),
        what=_("The share of detractors whose account did not complain."),
        how=_(
            "Detractors without a complaint of their account within 90 days before or after ÷ all "
            "detractors, with Wilson's interval."
        ),
        cannot=_("Only people who were asked and answered can be counted."),
        example=_("10 detractors, 4 with a complaint: 60% silent."),
    ),
    Topic(
        "promises_nps",
        Subject.MEETING,
        title=_("Promises and NPS"),
        what=_(
            "The score of accounts whose promises were kept, beside those with a broken one and "
            "those without any."
        ),
        how=_(
            "The last answer of each person, grouped by the promises of the account in the "
            "period; the difference is tested."
        ),
        cannot=_("They go together or not; it does not prove that one causes the other."),
    ),
    Topic(
        "recovery_pairs",
        Subject.MEETING,
        title=_("Score before and after a complaint"),
        what=_("How the same person scored before a complaint and after it was closed."),
        how=_(
            "Before: the last score, at most 12 months earlier, of the person or else of the "
            "account. After: the same question 14 to 30 days after closing. Change = mean of "
            "after − before ± t·s/√n."
        ),
        cannot=_(
            "Low scores drift up by themselves, so a rise alone does not prove that the handling "
            "did it."
        ),
    ),
    Topic(
        "recovery_headline",
        Subject.MEETING,
        title=_("Difference from the same start"),
        what=_(
            "What people with a handled complaint score more or less afterwards than others who "
            "started at the same score."
        ),
        how=_(
            "Analysis of covariance: (mean after, complaint − none) − b × (mean before, complaint "
            "− none), b the slope within the groups; 95% interval with n − 3 degrees of freedom."
        ),
        cannot=_(
            "The groups were not drawn by lot: read it as your own history, not as an experiment."
        ),
        source=_("Fisher (1932); Cochran (1957)."),
        example=_("Paired +1.1 (0.57 to 1.63) shrinks to +0.17 (−0.41 to 0.74): no evidence."),
    ),
)

TERMS = (
    Term(
        "awareness",
        _("Customer awareness"),
        _(
            "Everybody in the company knows that customers pay for it all, and what he or she "
            "does for them."
        ),
        (
            Measure("readiness:index", _("Readiness of the organisation"), roles=("manager",)),
            Measure("promises:figures", _("Promises kept, per colleague")),
        ),
    ),
    Term(
        "insight",
        _("Customer insight"),
        _("Knowing who your customers are, what they need, and why they stay or leave."),
        (
            Measure("insight:cycle", _("Relationship cycle")),
            Measure("insight:index", _("Complaints iceberg")),
            Measure("profiles:list", _("Profiles and personas")),
        ),
    ),
    Term(
        "orientation",
        _("Customer orientation"),
        _("What customers need decides what the company does: offer, processes, agreements."),
        (
            Measure("plans:list", _("Account plans")),
            Measure("improvements:list", _("Improvements from what customers said")),
            Measure("readiness:index", _("Readiness of the organisation"), roles=("manager",)),
        ),
    ),
    Term(
        "friendliness",
        _("Customer friendliness"),
        _("How people are treated: politely, fairly, with a word kept."),
        (
            Measure(
                "insight:recovery", _("Fairness of the treatment, after a complaint"), "#handling"
            ),
            Measure("promises:figures", _("Promises kept")),
            Measure("followups:list", _("Detractors called")),
        ),
    ),
    Term(
        "satisfaction",
        _("Customer satisfaction"),
        _("What customers got beside what they expected: less disappoints, more surprises."),
        (
            Measure("surveys:nps", _("NPS")),
            Measure("complaints:list", _("Complaints")),
            Measure("insight:recovery", _("Service recovery")),
        ),
    ),
)
