"""What the figures of relations, promises and sales mean, in plain words."""

from django.utils.translation import gettext_lazy as _

from crm.shared.help.topics import Subject, Topic

TOPICS = (
    Topic(
        "ring",
        Subject.CYCLE,
        title=_("The ring"),
        what=_(
            "Where your relations stand on the circle: potential customer, customer, former "
            "customer."
        ),
        how=_(
            "Accounts are counted by their stage at this moment. A former customer is somebody "
            "who bought before and does not now, also when the account already counts as "
            "potential again."
        ),
        cannot=_("A stage says that somebody buys, not how much or how gladly."),
        source=_("Relationship cycle of the sales textbooks: leaving is the start of a new round."),
    ),
    Topic(
        "cycle_flow",
        Subject.CYCLE,
        title=_("From start to end"),
        what=_(
            "How the number of customers at the start of the period became the number at the end."
        ),
        how=_(
            "Start + first purchases + won back − left = end. Who came and left within the period "
            "is named apart."
        ),
        cannot=_(
            "A move is dated by the day that was entered; what was entered late shows up in an "
            "earlier period."
        ),
        example=_("120 at the start, 18 new, 2 won back, 9 left: 131 at the end."),
    ),
    Topic(
        "churn",
        Subject.CYCLE,
        title=_("Churn and retention"),
        what=_(
            "The share of customers at the start of the period who left (churn) or stayed "
            "(retention)."
        ),
        how=_(
            "Churn = customers at the start who ended in the period ÷ customers at the start; "
            "retention = 1 − churn of that same group. New customers are left out."
        ),
        cannot=_("It counts customers, not revenue, and says nothing about why."),
        example=_("9 of 120 left: churn 7.5%, retention 92.5%."),
    ),
    Topic(
        "win_back_rate",
        Subject.CYCLE,
        title=_("Win-back rate"),
        what=_("The share of former customers who became a customer again."),
        how=_(
            "Former customers at the start of the period who were won back in it ÷ former "
            "customers at the start. The time is the median of the days between leaving and "
            "returning."
        ),
        cannot=_("It does not say that the calls did it: some come back by themselves."),
    ),
    Topic(
        "leaving_reasons",
        Subject.CYCLE,
        title=_("Why they left"),
        what=_("The main reason that was recorded when a relationship ended."),
        how=_("Ends in the period, counted by reason and by who ended it, customer or supplier."),
        cannot=_(
            "It is what a colleague understood. Customers often name the price where something "
            "else went before."
        ),
    ),
    Topic(
        "health",
        Subject.CYCLE,
        title=_("Health"),
        what=_("One figure from 0 to 100 that says which relationship needs attention first."),
        how=_(
            "30% last NPS answer, 25% complaints of 12 months, 20% contact within the rhythm of "
            "the class, 25% course of revenue. An open critical complaint or a detractor nobody "
            "called holds it at 74."
        ),
        cannot=_(
            "The weights are an agreement, not a law of nature; it does not predict who will "
            "leave. Look at the components."
        ),
        example=_("50, 60, 100 and 40 points on the four components: 60, attention."),
    ),
    Topic(
        "revenue_12m",
        Subject.SALES,
        title=_("Revenue, 12 months"),
        what=_("What the account ordered in the last 12 months, excluding VAT."),
        how=_(
            "Sum of the orders dated in that time. A won deal and its imported order are counted "
            "once."
        ),
        cannot=_("It is not profit, and not what was invoiced or paid."),
    ),
    Topic(
        "promises_kept",
        Subject.PROMISES,
        title=_("Promises kept"),
        what=_(
            "The share of promises to customers that were kept on the day they were promised for."
        ),
        how=_(
            "Delivered on time or early ÷ (delivered + overdue). An open promise past its day "
            "counts as not kept; a date moved after it had passed does not undo that."
        ),
        cannot=_(
            "Only promises that were written down count. Many easy ones look better than a few "
            "hard ones."
        ),
        source=_("Expectation management: what was promised beside what was done."),
        example=_("Promised and actual days 2–4, 2–1, 5–5, 10–8, 3–3: kept 80%, surprised 40%."),
    ),
    Topic(
        "promise_gap",
        Subject.PROMISES,
        title=_("Disappointed, as expected, surprised"),
        what=_(
            "How the customer will have felt about a promise: later than promised disappoints, "
            "earlier surprises."
        ),
        how=_(
            "Days promised − days taken: below 0 disappointed, 0 as expected, above 0 surprised. "
            "It is derived from the dates and never typed."
        ),
        cannot=_("It says when, not how well. The customer may see it differently: ask."),
    ),
    Topic(
        "open_deals",
        Subject.SALES,
        title=_("Open deals and weighted amount"),
        what=_(
            "What could still be sold, and what it comes to when each deal counts for its chance."
        ),
        how=_("Sum of open amounts; weighted = Σ amount × probability."),
        cannot=_(
            "A weighted sum fits many small deals. With a few large ones the outcome is all or "
            "nothing."
        ),
        example=_("20,000 at 10%, 50,000 at 40% and 30,000 at 75%: 44,500."),
    ),
    Topic(
        "forecast",
        Subject.SALES,
        title=_("Forecast"),
        what=_(
            "What is won and what may still come, by month of expected close, beside the target."
        ),
        how=_(
            "Won + committed + best case + the rest of the open deals; committed and best case "
            "are chosen by the owner. Coverage = open ÷ (target − won)."
        ),
        cannot=_(
            "It is only as good as the close dates; a date in the past is a warning, not revenue."
        ),
    ),
    Topic(
        "win_rate",
        Subject.SALES,
        title=_("Win rate and speed"),
        what=_("How many decided deals were won, and how much the pipeline yields a day."),
        how=_(
            "Win rate = won ÷ (won + lost); open deals are left out. Speed = open deals × mean "
            "amount × win rate ÷ days a deal takes."
        ),
        cannot=_("Deals that are never marked as lost make it look better than it is."),
        example=_("18 won and 42 lost: 30%."),
    ),
    Topic(
        "portfolio",
        Subject.CYCLE,
        title=_("My accounts"),
        what=_(
            "The accounts of this owner or team with stage, health, last contact and next step."
        ),
        how=_(
            "The lowest health stands first. Silence is measured against the planned next step "
            "and the rhythm of the class."
        ),
        cannot=_("It shows what was written down: a call that nobody logged is silence here."),
    ),
    Topic(
        "doing",
        Subject.CYCLE,
        title=_("How it goes"),
        what=_(
            "The figures of these accounts: what they buy, how they score, what was promised, "
            "what is open."
        ),
        how=_(
            "Each figure opens the records it was counted from; the line below it says over which "
            "time."
        ),
        cannot=_(
            "Figures of one person's accounts are small: look at n before you compare colleagues."
        ),
    ),
    Topic(
        "account_selection",
        Subject.SALES,
        title=_("Account matrix"),
        what=_(
            "Which accounts to invest in: how attractive they are beside how strong your position "
            "is."
        ),
        how=_(
            "Two weighted means of scores from 1 to 5; from 3.0 counts as high. High on both: "
            "invest; attractive but weak: develop; strong but less attractive: maintain; neither: "
            "minimal."
        ),
        cannot=_(
            "The scores are judgements. A field of the matrix is the start of a talk, not its end."
        ),
    ),
)
