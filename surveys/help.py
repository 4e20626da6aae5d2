"""What the figures of listening mean, in plain words."""

from django.utils.translation import gettext_lazy as _

from crm.shared.help.topics import Subject, Topic

TOPICS = (
    Topic(
        "nps",
        Subject.NPS,
        title=_("NPS"),
        what=_("How much more often customers recommend you than not: from −100 to +100."),
        how=_(
            "100 × (promoters − detractors) ÷ answers. Promoters gave 9 or 10, passives 7 or 8, "
            "detractors 0 to 6. The last answer of each person in the period counts."
        ),
        cannot=_(
            "It covers who answered. It is no percentage of satisfied customers, and it does not "
            "say why."
        ),
        source=_("Reichheld (2003), The One Number You Need to Grow."),
        example=_("26 promoters, 14 passives, 10 detractors: +32."),
    ),
    Topic(
        "nps_interval",
        Subject.NPS,
        title=_("95% interval"),
        what=_("How far the score could be off by chance alone."),
        how=_(
            "Adjusted Wald: add ¾ promoter, 1½ passives and ¾ detractor, then ± 1.96 standard "
            "errors, cut at ±100."
        ),
        cannot=_("It does not cover that other people would have answered than those who did."),
        source=_("Rocks (2016), Interval estimation for the Net Promoter Score."),
        example=_("50, 30 and 20: +30, between 14 and 44."),
    ),
    Topic(
        "nps_change",
        Subject.NPS,
        title=_("Change of the score"),
        what=_("Whether the score differs from before by more than chance."),
        how=_(
            "z test on the adjusted counts; an arrow only when p is below 5%, over several groups "
            "with Holm's correction, and with 30 answers on both sides."
        ),
        cannot=_(
            "No demonstrable change is not proof that nothing changed; and a real change has not "
            "thereby found its cause."
        ),
        example=_("150/90/60 to 180/75/45: p .0163, a change, although the intervals overlap."),
    ),
    Topic(
        "nps_distribution",
        Subject.NPS,
        title=_("Distribution"),
        what=_("How many gave each score from 0 to 10."),
        how=_("A count of the same answers as the score; each column opens them."),
        cannot=_(
            "The same NPS can come from few extremes or many middling answers: that is why it "
            "stands here."
        ),
    ),
    Topic(
        "nps_trend",
        Subject.NPS,
        title=_("The trend"),
        what=_("The score by month, with its interval as a band."),
        how=_(
            "Each month pools the answers of that month. Hollow: under 30 answers; no point: "
            "under 5. Numbers mark events and changes of wording."
        ),
        cannot=_("Months are not the mean of a year. Ups and downs inside the band can be chance."),
    ),
    Topic(
        "nps_segments",
        Subject.NPS,
        title=_("By group"),
        what=_(
            "The score of owners, teams, classes and segments, as they were when the answer came."
        ),
        how=_(
            "Counted per group; a mark only where a group differs demonstrably from the others "
            "(Holm over the table, 30 answers)."
        ),
        cannot=_(
            "It does not compare people fairly: their customers differ. Under 5 answers there is "
            "no score."
        ),
    ),
    Topic(
        "nps_ways",
        Subject.NPS,
        title=_("Three ways to count"),
        what=_("The same answers counted per answer, per account, and by revenue."),
        how=_(
            "Per account: each account once, the mean of its answers as −1, 0 or +1. By revenue: "
            "each account weighs its revenue of 12 months."
        ),
        cannot=_(
            "They answer different questions; none of them is the true one. One large account can "
            "decide the third."
        ),
    ),
    Topic(
        "revenue_heard",
        Subject.NPS,
        title=_("Revenue heard"),
        what=_("The share of revenue whose accounts gave at least one answer."),
        how=_("Revenue of 12 months of accounts with an answer ÷ revenue of all customers."),
        cannot=_("One answer of one person is not the opinion of a company."),
    ),
    Topic(
        "response_rate",
        Subject.NPS,
        title=_("Response rate"),
        what=_("The share of people who answered of those whom the mail reached."),
        how=_(
            "Confirmed answers ÷ (sent − bounced), per survey; a survey that is still open stays "
            "out of the total."
        ),
        cannot=_("It does not say whether the silent think the same. A public link has no rate."),
        example=_("400 sent, 20 bounced, 95 answered: 25.0%."),
    ),
    Topic(
        "response_funnel",
        Subject.NPS,
        title=_("From meant to heard"),
        what=_(
            "Where people fell out between those a survey was meant for and those who answered."
        ),
        how=_(
            "Meant − held back (each with a reason) = sent; sent − bounced = arrived; arrived → "
            "answered."
        ),
        cannot=_(
            "Whether a mail was opened is not measured: mail programs load pictures by themselves."
        ),
    ),
    Topic(
        "response_waves",
        Subject.NPS,
        title=_("First mail or reminder"),
        what=_("Whether people who needed a reminder score differently."),
        how=_("Answers of complete surveys, parted by the mail after which they came."),
        cannot=_("A hint about the silent, not their score."),
    ),
    Topic(
        "equal_mix",
        Subject.NPS,
        title=_("The change at equal mix"),
        what=_("What is left of the change if the same kinds of customers had answered as before."),
        how=_(
            "Each group's score weighs as much before as now; the difference is tested like any "
            "other."
        ),
        cannot=_("It can only hold equal what is recorded."),
    ),
    Topic(
        "nps_trust",
        Subject.NPS,
        title=_("What a score can hide"),
        what=_(
            "Signs that low scores were kept out: people held back, picked by name, objections."
        ),
        how=_("Counts per account manager of the surveys of this period."),
        cannot=_("None is wrong by itself: a pattern is a reason to look, not a verdict."),
    ),
    Topic(
        "detractors_to_call",
        Subject.NPS,
        title=_("Detractors to call"),
        what=_("Customers who gave 0 to 6 and whom nobody has spoken to since."),
        how=_(
            "Each detractor makes one follow-up for the owner, due in 48 hours counted on "
            "business days only."
        ),
        cannot=_(
            "A follow-up that was ticked off says that somebody called, not that it is solved."
        ),
    ),
    Topic(
        "nps_comments",
        Subject.NPS,
        title=_("What they say"),
        what=_("Comments with the themes named in them."),
        how=_("Themes come from keyword rules and from colleagues; one comment can have several."),
        cannot=_("How often something is named is not how much it matters."),
    ),
    Topic(
        "account_nps",
        Subject.NPS,
        title=_("Scores of this account"),
        what=_("The answers of people of this account, and the last one in large."),
        how=_(
            "Each answer is one person's score from 0 to 10; the figure of 12 months takes the "
            "last answer of each person."
        ),
        cannot=_("Few people answer for many. Confidential answers never show here."),
    ),
)
