"""What the figures of insight mean, in plain words."""

from django.utils.translation import gettext_lazy as _

from crm.shared.help.topics import Measure, Subject, Term, Topic

TOPICS = (
    Topic(
        "cycle_ways",
        Subject.CYCLE,
        title=_("Who moved where"),
        what=_("Where accounts stood at the start of the period and where they stand at its end."),
        how=_(
            "Each account's stage on both days, from its moves; the widths of the bands are to scale. Moves that a "
            "correction took back do not count."
        ),
        cannot=_(
            "It shows two days, not what happened in between: who left and came back stands still."
        ),
    ),
    Topic(
        "time_in_stage",
        Subject.CYCLE,
        title=_("Time in a stage"),
        what=_("How long accounts were potential, customer or away before they moved on."),
        how=_(
            "Days of the stays that ended in the period: half of them were shorter than the median, nine in ten "
            "shorter than the 90th percentile."
        ),
        cannot=_("Stays still going on are not measured; they may be much longer."),
        source=_("Quantiles: Hyndman and Fan (1996), definition 7."),
    ),
    Topic(
        "retention_curve",
        Subject.CYCLE,
        title=_("How long customers stay"),
        what=_(
            "The share of the customers of a year of entry who are still customer after so many months."
        ),
        how=_(
            "Kaplan and Meier's estimate: who is still customer counts as watched until today. A month is 30.44 days."
        ),
        cannot=_(
            "Recent years have not been watched long; a short line says nothing about later months."
        ),
        source=_("Kaplan and Meier (1958); interval on the log-log scale."),
    ),
    Topic(
        "laps",
        Subject.CYCLE,
        title=_("Rounds"),
        what=_(
            "In which round of the circle accounts are: 1 until they leave, one more after each time they left."
        ),
        how=_("Accounts counted by the number of their cycle today."),
        cannot=_("It does not tell who will come back."),
    ),
    Topic(
        "cycle_groups",
        Subject.CYCLE,
        title=_("By group"),
        what=_(
            "Churn and win-back of each owner, team, class, sector or source beside all others."
        ),
        how=_(
            "Lost ÷ customers at the start with Wilson's interval; the difference from the rest by Fisher's exact "
            "test with Holm's correction, from 30 customers on."
        ),
        cannot=_(
            "Accounts stand in the group they have today. A difference does not tell its cause."
        ),
        source=_("Fisher (1935); Holm (1979); Wilson (1927)."),
    ),
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
    Topic(
        "recovery_coverage",
        Subject.MEETING,
        title=_("Whose score we have"),
        what=_(
            "How many closed complaints have a score both before and after, and what the others "
            "lack."
        ),
        how=_(
            "Pairs ÷ complaints closed in the period. A complaint of which the 30 days after "
            "closing are not over is named apart, but counts."
        ),
        cannot=_(
            "Who does not answer may feel differently from who does: with low coverage the "
            "pairs say little of the rest."
        ),
    ),
    Topic(
        "recovery_strata",
        Subject.MEETING,
        title=_("Which complaints"),
        what=_(
            "The change of the score for parts of the complaints: by severity, first or repeat, "
            "handled well or not, reopened."
        ),
        how=_(
            "The paired mean with its interval per part, never under 10 pairs. Handled well "
            "comes from facts: in time, every remedy delivered, not reopened."
        ),
        cannot=_(
            "Parts are small and overlap; a difference between two of them is not tested here."
        ),
    ),
    Topic(
        "recovery_power",
        Subject.MEETING,
        title=_("How many pairs it takes"),
        what=_("How many pairs would show a change of half a point, were it there."),
        how=_(
            "((1.96 + 0.84) × spread of the changes ÷ 0.5)², rounded up: shown four times out "
            "of five at 5%."
        ),
        cannot=_(
            "The spread is taken from the pairs there are; with few of them it is a guess itself."
        ),
        source=_("Cohen (1988), Statistical Power Analysis for the Behavioral Sciences."),
        example=_("A spread of 1.5 points takes 71 pairs."),
    ),
    Topic(
        "handling",
        Subject.MEETING,
        title=_("What they say of the handling"),
        what=_(
            "Whether customers call their complaint solved, and how fair they find outcome, "
            "process and treatment."
        ),
        how=_(
            "Solved = answers yes ÷ answers to that question, with Wilson's interval; fairness "
            "from 1 to 5, shown as counts and median. Asked once per cycle, 14 to 30 days after "
            "closing."
        ),
        cannot=_("It covers who answered. Solved is the customer's word, not what the file says."),
        source=_(
            "Tax, Brown and Chandrashekaran (1998), Customer Evaluations of Service Complaint "
            "Experiences."
        ),
    ),
    Topic(
        "recovery_buying",
        Subject.MEETING,
        title=_("Bought before and after a complaint"),
        what=_("Whether accounts that complained order less afterwards than comparable accounts."),
        how=_(
            "Orders of 180 days before the failure and 180 days after closing; beside up to "
            "three accounts of the same class without complaint, in the same months. Difference "
            "of both changes with Welch's interval; each account once."
        ),
        cannot=_(
            "Few large orders can decide it: look at the medians. Same class and months do not "
            "make accounts equal."
        ),
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
